package vocab_test

const frenchAsks = `
Pouvez-vous contrôler les heures et nous envoyer la facture ?
Merci de compter les palettes puis d'établir la facture.
Mon assurance rembourse la moitié, mais je dois avoir une facture à mon nom.
La facture peut partir à l'association, elle prend les frais en charge.
On attend plus que ta facture pour clôturer.
Vous êtes autorisés à émettre votre facture.
Les travaux sont réceptionnés, la facturation peut être lancée.
Le solde peut à présent être facturé.
La comptabilité me réclame une facture pour les cartes.
Comment puis-je obtenir une facture pour la location ?
Quand pensez-vous nous facturer les panneaux ?
Voici ci-dessous le récapitulatif pour la facture : 2 tables à 350 € HT.
Pour novembre, vous pouvez refaire la même facture que le mois dernier.
Merci d'établir la facture au nom de la société Brunel et Fils.
Merci de bien vouloir nous faire parvenir votre facture avant la fin du mois.
Merci de nous établir une facture pour les deux journées de formation.
Je vous remercie par avance de m'adresser votre facture.
Nous vous remercions de bien vouloir émettre la facture correspondante à l'ordre de la commune.
Pouvez-vous nous facturer les trois bancs livrés jeudi ?
Pourriez-vous, quand vous aurez un moment, nous envoyer la facture des étagères ?
pouvez vous me faire une facture pour les affiches stp
peux tu m envoyer la facture des flyers ? // Flyers
Peux-tu nous faire une petite facture pour les 4 heures de dépannage ?
tu peux m'envoyer la facture pour l'atelier quand tu veux
Tu peux nous facturer les 12 chaises, tout est bon.
tu me fais la facture pour samedi ?
Tu nous prépares la facture et je te règle lundi.
Tu m'enverras ta facture à l'adresse habituelle.
Vous voudrez bien nous adresser votre facture en deux exemplaires.
Vous pouvez d'ores et déjà nous transmettre votre facture.
Vous pouvez facturer la totalité dès maintenant.
Veuillez nous faire parvenir une facture pour l'animation du 12.
Veuillez svp établir la facture au nom de notre maison mère.
Prière de nous facturer les heures ci-dessous.
SVP m'envoyer la facture par courriel.
Nous vous prions de nous adresser la facture relative aux panneaux.
Je te laisse me préparer la facture pour le mois d'octobre.
Il nous faudrait la facture pour boucler le budget.
Il me faut une facture pour le remboursement.
Il faudrait que vous nous envoyiez la facture avant vendredi.
J'aurais besoin d'une facture pour le traiteur de samedi.
Nous avons besoin de votre facture afin de clôturer le dossier.
On aurait besoin de la facture pour les gobelets.
Nous attendons votre facture pour procéder au règlement.
Dans l'attente de votre facture, merci encore pour cette belle journée.
Envoyez-nous la facture à compta@exemple.example.
Envoie-moi la facture dès que possible, merci !
Fais-nous la facture pour les trois jours.
Établissez-nous donc une facture de 450 € HT.
Facturez-nous les deux journées au tarif convenu.
Facture-nous directement les 30 kilos, le reste on verra.
Bon pour facturation des prestations du mois d'août.
C'est bon pour nous, ok pour la facture.
Serait-il possible d'avoir une facture pour cette intervention ?
Est-ce que vous pourriez m'établir une facture à mon nom ?
Pourrions-nous recevoir une facture pour les lots livrés ?
Je souhaiterais recevoir une facture pour mes achats de mardi.
Demande de facture pour le stand // Bonjour à vous
N'hésitez pas à nous envoyer la facture.
N'oublie pas de m'envoyer ta facture pour les photos.
Nous vous saurions gré de bien vouloir nous remettre votre facture.
Pense à nous faire la facture de la cuisine.
Ci-dessous les quantités pour que vous puissiez établir la facture.
On valide les heures, vous pouvez procéder à la facturation.
merci de nous faire la facutre pour les 3 cadres
Auriez-vous l'amabilité de nous établir la facture du gîte ?
voulez vous bien me preparer la facture, 3 seances a 60 € ttc
Je vous demande de nous facturer 8 heures de conseil.
Facture affiches // 40 affiches A3 à 12 € HT pièce, au nom de la Compagnie du Phare.
Pour la facture // 6 m de rideau à 25 € le mètre. Libellée à : Hôtel du Quai.
Panneaux à facturer // 2 panneaux à 85 € HT.
Adresse de facturation : Cabinet Morel, 3 rue du Port. 5 h de conseil à 90 €. // Heures d'octobre
`

const frenchQuiet = `
J'attends la facture du garage, je crains le pire.
La facture ne peut pas être établie sans bon de commande.
Le garagiste doit nous envoyer la facture.
On se retrouve au restaurant, et cette fois je paie la facture.
Veuillez trouver ci-joint notre facture n° 2231 du mois d'août.
Vous trouverez en pièce jointe la facture de ce mois, payable à 30 jours.
Ci-joint votre facture. Merci de procéder au règlement sous 15 jours.
Votre facture est disponible dans votre espace client.
Votre facture mobile de 29,99 € sera prélevée le 4.
Nous vous adressons notre facture relative aux travaux de plomberie, 1 250 € TTC.
Merci de régler la facture 778 avant le 30, 560 € TTC.
Montant à payer : 84,20 €. Prélèvement le 12. // Votre facture d'eau
Notre facture 4410 de 310 € demeure impayée à ce jour.
Sauf erreur de notre part, la facture 998 n'est pas réglée : 120 €. // Relance
Deuxième rappel : votre facture échue le 3 mars, 240 €.
Rappel de paiement : facture 77-B de 95 €.
Merci pour votre commande ! Elle sera expédiée demain. Total 45 €.
Nous avons bien reçu votre paiement de 300 €.
J'ai viré les 400 € de la facture ce matin.
La facture a été réglée hier par virement.
Pouvez-vous m'envoyer un duplicata de la facture 2025-14 ?
Je n'ai pas retrouvé la facture de mars, auriez-vous une copie de cette facture ?
Pourriez-vous nous renvoyer la facture de septembre ?
J'ai une question sur votre facture du 12 : que veut dire la ligne transport ?
À quoi correspondent les 38 € sur votre facture ?
Je ne comprends pas cette ligne de la facture.
Avez-vous reçu notre virement de 500 € ?
Où en est la facture que je vous ai envoyée ?
Avez-vous déjà facturé les chaises ?
Ne facturez pas encore, nous attendons l'accord du conseil.
Merci de ne pas facturer pour l'instant.
N'envoie pas encore la facture, le budget n'est pas voté.
Ne nous envoyez pas de facture avant janvier.
Attendez notre feu vert avant de facturer.
Pas besoin de facture pour l'instant, merci.
Pas de facture nécessaire, c'est pour la famille.
Merci de patienter avant d'établir la facture, la présidente est absente.
On te dira quand facturer.
Désormais, merci d'adresser toutes vos factures à l'adresse compta@groupe.example.
Nous ne donnons pas suite à votre devis, il est hors budget.
Le plombier nous a fait une facture de 1 900 €, tu te rends compte !
Hier j'ai reçu la facture d'électricité, une horreur.
Ma sœur travaille au service facturation d'un opérateur.
Le comptable parle de la réforme de la facturation électronique.
Nous avons changé de logiciel de facturation cette semaine.
Profitez de notre offre spéciale : logiciel de facturation à 9 € par mois.
Vous recevez ce message car vous êtes inscrit à notre newsletter. Facture et devis en deux clics.
Découvrez nos nouveaux modèles. Devis gratuit sous 24 h.
Je vous adresse ma candidature au poste de comptable, service facturation.
Merci pour ta facture, elle est bien arrivée.
Votre facture nous est bien parvenue et passe en paiement vendredi.
La facture que tu as envoyée est parfaite, merci.
Voici notre devis n° 88 pour la cuisine, 4 200 € HT.
Veuillez trouver ci-joint le devis demandé, valable un mois.
Nous avons le plaisir de vous proposer nos nouveaux tarifs.
Suite à notre devis, avez-vous pu regarder ?
Confirmation de commande 5567 : 3 articles, 78 €.
Votre commande est en cours de préparation.
Quittance de loyer du mois de juin, 700 €.
La commande du disjoncteur est à gauche de la porte.
Il commande toujours un café, quel que soit le prix.
Le prix du pain a encore augmenté, c'est fou.
Un devis, une facture, c'est toujours la même histoire avec lui.
Nos honoraires d'un montant de 600 € sont payables à réception.
Je te fais la facture demain et je te l'envoie.
Nous établissons la facture en fin de mois et nous vous l'envoyons.
Le service client reste à votre disposition pour toute question sur votre facture.
Peux-tu me dire si la facture du garage est passée ?
`

const frenchCorrections = `
Votre facture 2025-61 est erronée, l'adresse n'est pas la bonne.
Il y a une erreur sur la facture de mars.
Merci de corriger la facture 114, la TVA est fausse.
Pouvez-vous annuler la facture et en refaire une au bon nom ?
Pourriez-vous établir un avoir pour la facture 77 ?
Merci de nous adresser une facture rectificative.
Vous nous avez facturé 12 chaises au lieu de 10.
Peux-tu modifier l'adresse sur la facture du 3 mai ?
`

const frenchOrders = `
Nous passons commande de 20 tabourets à 42 €.
Bon pour accord sur votre devis 118, merci de nous envoyer la facture d'acompte.
Nous acceptons votre offre du 3 mars.
Votre devis nous convient, vous pouvez lancer la fabrication.
Je vous confirme la commande des trois lampes.
Ok pour le devis 45, on y va.
`

const frenchQuotes = `
Pourriez-vous nous faire un devis pour 8 tables pliantes ?
Je souhaiterais recevoir un devis pour la refonte de notre site.
Quel serait votre prix pour 200 cartes de vœux ?
Combien coûterait une enseigne en bois ?
Merci de nous transmettre votre meilleure offre de prix.
peux tu me faire un prix pour 30 sacs
Demande de devis // 50 badges, livraison Lyon.
Il nous faudrait un devis pour l'animation.
Pouvez-vous nous chiffrer la pose ?
`
