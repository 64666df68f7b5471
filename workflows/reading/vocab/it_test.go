package vocab_test

const italianAsks = `
Avrei necessità della fattura relativa al corso.
Si autorizza l'emissione della fattura.
La segretaria mi chiede la fattura delle foto.
Il saldo può essere fatturato.
Allora aspettiamo la fattura. Grazie
Ti mando il riepilogo per la fattura: 2 tavoli a 350 €.
Per novembre puoi rifare la stessa fattura del mese scorso.
Mi prepari la fattura per le quattro lezioni?
ciao mi fai la fattura x i manifesti
Ci fate avere la fattura entro venerdì?
Ci può inviare la fattura del laboratorio?
Può emettere la fattura a nome della cooperativa.
Potete fatturarci le due giornate.
Potreste mandarci la fattura delle sedie?
Puoi fatturare tutto a fine mese, va bene così.
puo mandarmi la fattura per favore
Mi faccia pure la fattura per il materiale ritirato.
Faccia pure fattura, pago subito.
Fammi la fattura intestata alla ditta.
Fateci pure la fattura.
Mandami la fattura quando vuoi.
Mandateci la fattura via mail.
Inviateci la vostra fattura al seguente indirizzo.
Emettete pure la fattura per i 20 cartelli.
Si prega di emettere fattura elettronica con i seguenti dati.
Si invita la ditta in indirizzo a trasmettere la relativa fattura.
Vi preghiamo di emettere la fattura a carico della nostra sede.
Le chiedo cortesemente di inviarmi la fattura.
Ti chiederei di preparare la fattura per la sala.
Vi chiediamo di fatturare le ore di settembre.
Vi chiederei se poteste inviarci la fattura.
Vorrei chiederle la fattura per il lavoro di sabato.
Vorremmo ricevere la fattura per la consulenza.
Avremmo bisogno della fattura per chiudere il mese.
Ho bisogno di una fattura per il rimborso.
Ci serve la fattura del catering.
Mi servirebbe la fattura per il commercialista.
Abbiamo bisogno di tre fatture, una per sede.
Attendiamo vostra fattura per procedere al pagamento.
Resto in attesa della vostra fattura.
Restiamo in attesa di ricevere la vostra fattura.
Aspetto la tua fattura, grazie.
Richiesta emissione fattura // Sono 3 tavoli a 90 €.
Richiediamo fattura per l'affitto di ottobre.
Con la presente si richiede l'emissione della fattura per la fornitura.
Procedi pure con la fattura.
Procedete pure alla fatturazione delle ore.
Via libera per la fattura, tutto a posto.
Ok alla fatturazione del mese di maggio.
Fatturate a noi, non alla sede centrale.
Fatturateci i 12 pannelli a 40 euro.
Fatturaci pure le due mesate.
Gentilmente mi manda la fattura?
Per cortesia emettere fattura alla società.
Riesci a farmi la fattura oggi?
Quando puoi mi mandi la fattura?
Non dimenticare di mandarmi la fattura.
Le sarei grato se volesse emettere la fattura.
Così può emettere la fattura con calma.
Ecco le ore, in modo che tu ci possa fare la fattura.
mi fai fattura? 5 cornici a 30 euro
Sarebbe possibile avere la fattura per il corso?
Fattura locandine // 200 locandine a 0,90 € cad., intestata a Teatro Oberdan.
Per la fattura // 4 panche a 60 € + IVA.
Intestazione: Studio Bisello, via Po 3. 10 ore a 45 €. // Ore di ottobre
Ore da fatturare // 8 h a 40 €.
`

const italianQuiet = `
Aspetto la fattura del meccanico, chissà quanto.
Il fornitore deve inviarci la fattura.
Stasera offro io e pago la fattura del ristorante.
In allegato la nostra fattura n. 331 di maggio.
Le inviamo la fattura del mese, importo 84,20 €.
Ti mando la mia fattura per l'imbiancatura, 600 €.
La sua fattura di aprile è disponibile. Totale 45 €.
Vi preghiamo di saldare la fattura 778 entro il 30.
Si prega di effettuare il pagamento della fattura 12, 300 €.
Importo da pagare 29,99 €. Addebito sul conto il 12. // La tua bolletta
Sollecito di pagamento: fattura 55 di 120 € scaduta.
Secondo avviso: la fattura 91 risulta ancora non pagata, 240 €.
Non ci risulta il pagamento della fattura 14.
Grazie per il tuo ordine. Totale 45 €.
Abbiamo ricevuto il suo ordine, importo 60 €.
Ho già pagato la fattura dei manifesti.
Abbiamo effettuato il bonifico della fattura 7.
La fattura è stata pagata ieri.
Mi può mandare una copia della fattura di marzo?
Potete reinviarci la fattura dell'anno scorso?
Serve un duplicato della fattura 2025-14.
Ho una domanda sulla fattura del 12.
Non capisco una voce della vostra fattura.
A cosa si riferisce l'addebito di 38 € in fattura?
Avete ricevuto il nostro bonifico di 500 €?
Quando pagherete la fattura 88?
Ci avete già fatturato le sedie?
Non emettere ancora la fattura, manca la firma.
Non fatturate per ora, grazie.
Per favore non emetta la fattura prima della delibera.
Per ora niente fattura.
Non serve la fattura, grazie.
Non è necessario emettere fattura.
Aspetta a fare la fattura, il preventivo non è approvato.
Ti avviso io quando fare la fattura.
D'ora in poi inviate tutte le fatture al nuovo indirizzo.
Non accettiamo il preventivo, è troppo alto.
L'idraulico mi ha fatto una fattura di 900 €, pazzesco.
Ieri è arrivata la bolletta, carissima, e pure la fattura del gas.
Mia cugina lavora in fatturazione in una clinica.
Il commercialista parla della fattura elettronica obbligatoria.
Abbiamo cambiato gestionale di fatturazione.
Scopri il nostro software di fatturazione da 9 € al mese.
Iscriviti alla nostra newsletter. Fatture in due clic.
Approfitta della promozione valida fino a domenica, preventivo gratuito.
Invio la mia candidatura come addetta alla fatturazione.
Grazie per la fattura, è arrivata.
Abbiamo ricevuto la fattura e la mettiamo in pagamento.
Le inviamo il nostro preventivo n. 88 per la cucina, 4.200 €.
In allegato il preventivo richiesto, valido un mese.
Vi proponiamo i nuovi prezzi.
Ha avuto modo di vedere il nostro preventivo?
Conferma d'ordine 5567: 3 articoli, 78 €.
Il tuo ordine è stato spedito.
Ricevuta di pagamento dell'affitto, 700 €.
L'ordine dei caffè l'ha fatto Marta.
Il prezzo dell'olio è alle stelle.
Metti in ordine il garage prima di domenica.
Domani ti faccio la fattura e te la mando.
Emettiamo la fattura a fine mese e ve la inviamo.
Scarica la tua fattura dall'area clienti.
Ti giro la fattura dell'albergo, 120 €.
Fattura già pagata, tutto a posto.
Ci vediamo giovedì e parliamo del preventivo per il matrimonio.
`

const italianCorrections = `
La fattura 61 è errata, la partita IVA non è la nostra.
C'è un errore nella fattura di marzo.
Potete correggere la fattura 114? L'IVA è al 10 %.
Chiediamo nota di credito per la fattura 77.
Annullate la fattura e rifatela con il nome giusto.
Ci avete fatturato 12 sedie invece di 10.
Può modificare l'intestazione della fattura del 3 maggio?
Fattura n. 88 da rettificare // Buongiorno, manca il CIG.
`

const italianOrders = `
Accettiamo il preventivo 77, mandateci pure la fattura d'acconto.
Confermiamo l'ordine di 20 sgabelli a 42 €.
Ordiniamo 3 lampade come da listino.
Il vostro preventivo va bene, procedete.
Approviamo la vostra offerta del 3 marzo.
Va bene il preventivo, partiamo lunedì.
`

const italianQuotes = `
Potrebbe farci un preventivo per 8 tavoli?
Vorrei un preventivo per 200 biglietti da visita.
Quanto costerebbe un'insegna in legno?
Ci può quotare la posa?
Richiesta di preventivo // 50 spille.
Avrei bisogno di un preventivo per il matrimonio.
Mi fai un prezzo per 30 borse?
Vi chiediamo la vostra migliore offerta per 100 sacchetti.
Gradiremmo ricevere una quotazione.
`
