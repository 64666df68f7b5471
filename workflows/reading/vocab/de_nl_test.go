package vocab_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// direction reads a mail with this body; what stands before " // " is its
// subject.
func direction(text string) contract.Direction {
	subject, body, ok := strings.Cut(text, " // ")
	if !ok {
		subject, body = "Hallo", text
	}
	raw := "From: Kim Beispiel <kim@kunde.example>\nTo: me@own.example\nSubject: " + subject +
		"\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + body + "\n"
	return reading.Read([]byte(raw), contract.Owner{Emails: []string{"me@own.example"}}).Direction
}

// sentences are the lines of a text.
func sentences(text string) []string {
	var out []string
	for _, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

const germanAsks = `
Bitte stellen Sie uns für die Montage der Regale eine Rechnung aus.
Stellen Sie die Rechnung bitte auf unsere Zentrale in Graz aus.
Schicken Sie uns doch bitte die Rechnung, dann überweisen wir gleich.
Könnten Sie mir für den Kurs noch eine Rechnung zukommen lassen?
Können Sie uns die Rechnung für die Schilder vielleicht noch diese Woche senden?
Würden Sie uns bitte, sobald Sie Zeit haben, die Rechnung für die drei Schulungstage mailen?
Kannst du mir bitte ne Rechnung für die Visitenkarten schreiben?
Könntest du uns die zwei Tage einfach in Rechnung stellen?
Magst du mir noch die Rechnung schicken? Danke!
Schickst du mir noch die Rechnung für die Fotos?
Schreib mir bitte eine Rechnung über 250 Euro.
schick mal die rechnung rüber bitte
Mach uns doch bitte die Rechnung fertig.
Stell uns das bitte in Rechnung.
Stellt uns bitte die Betreuung von Oktober in Rechnung.
Wir bitten Sie, uns die erbrachten Leistungen laut Anlage in Rechnung zu stellen.
Wir bitten um Zusendung Ihrer Rechnung bis Monatsende.
Um Rechnungsstellung an die unten genannte Anschrift wird gebeten.
Ich bitte um Rechnung.
Darf ich Sie um die Rechnung für den Vortrag bitten?
Wir ersuchen um Rechnungslegung bis spätestens 20. Dezember.
Für unsere Unterlagen bräuchten wir noch eine Rechnung von Ihnen.
Wir benötigen für die Buchhaltung bitte eine ordentliche Rechnung mit ausgewiesener Umsatzsteuer.
Ich brauch da noch ne Rechnung für.
Hätte gern noch eine Rechnung für die Reparatur, danke.
Wir hätten gerne eine Rechnung über die 14 Stunden Beratung.
Zu unserer Bestellung vom 3. November erwarten wir Ihre Rechnung.
Ihre Rechnung über die Lieferung erbitten wir per E-Mail.
Wir haben bisher leider noch keine Rechnung von Ihnen erhalten.
Uns fehlt noch die Rechnung für das Logo.
Bekommen wir von dir noch eine Rechnung für den Workshop?
Kriegen wir noch ne Rechnung für den Stand?
Kann ich dafür bitte eine Rechnung haben?
Dürfte ich dazu noch eine Rechnung bekommen?
Rechnung bitte an die Müller & Söhne GmbH, Hafenstraße 4.
Bitte Rechnung an uns, Betrag wie besprochen 480 Euro.
bitte rechnung für 5 banner
Bitte die Rechnung über die 12 Stühle direkt an die Buchhaltung mailen.
Die Rechnung soll bitte an den Förderverein gehen.
Die Rechnung können Sie mir gern per Mail schicken.
Sie können uns jetzt die Schlussrechnung schicken.
Gerne dürfen Sie uns das nun verrechnen.
Du kannst uns die 3 Halbtage verrechnen.
Dann kannst du abrechnen.
Bitte wie folgt abrechnen: 20 Poster, 3 Banner.
Bitte verrechnen Sie uns die 8 Stunden zum üblichen Satz.
Rechnen Sie bitte die Fahrtkosten und die zwei Workshops zusammen ab.
Rechne das bitte direkt mit uns ab.
Die Leistungen können jetzt fakturiert werden.
Das Projekt ist abgenommen und darf abgerechnet werden.
Hiermit geben wir die Stunden zur Abrechnung frei.
Wir bitten höflich um Fakturierung der nachstehenden Positionen.
Abzurechnen sind 6 Monate Hosting zu je 19,90 €.
Es wäre super, wenn Sie uns die Rechnung noch im November schicken könnten.
Wären Sie so nett, uns dafür eine Rechnung zu schicken?
Lassen Sie uns bitte Ihre Honorarnote zukommen.
Wir freuen uns auf Ihre Rechnung.
Wir sehen Ihrer Rechnung gern entgegen.
Denkst du noch an die Rechnung für die Einladungskarten?
Kannst ma bitte a Rechnung schickn für die Lampn?
Chasch mer bitte no d Rechnig schicke?
Bitte legen Sie Rechnung über die Abnahme.
könntest du mir bitte noch ne rechung machen für die tshirts
Bitte um Ihre Rechnung für November.
Können Sie bitte eine Sammelrechnung über alle drei Einsätze erstellen?
Aufforderung zur Rechnungsstellung // Die Arbeiten sind abgenommen.
Rechnung erbeten // Für die 40 Mappen zu 3,20 €.
Die Anzahlungsrechnung haben wir bereits beglichen. Bitte stellen Sie uns nun die Schlussrechnung.
Nochmals vielen Dank für den tollen Workshop, schicken Sie uns bitte die Rechnung.
Bei Fragen zur Rechnung melden Sie sich gern. Bitte stellen Sie uns die 30 Gutscheine in Rechnung.
Bitte stellen Sie uns die Gestaltung des Newsletters in Rechnung.
Frau Sommer nehme ich in Kopie. Bitte senden Sie ihr die Rechnung für die Möbel.
Falls noch etwas fehlt, rufen Sie an. Wir bitten um eine Rechnung auf den Verein.
Rechnung Flyer // Hallo, die 500 Flyer zu 0,12 € sind da. Rechnungsanschrift: Fahrschule Kern GmbH, Ringweg 2.
Rechnung für Fotoshooting // Hallo Mara, 3 Stunden à 90 €, war super! LG Tom
`

const germanQuiet = `
Anbei erhalten Sie unsere Rechnung über 300 €.
Ihre Rechnung 2026-1188 liegt im Kundenportal bereit.
Im Anhang finden Sie die Rechnung für Ihren Einkauf.
Hiermit stellen wir Ihnen folgende Leistungen in Rechnung: 3 Std. Wartung, 240,00 €.
Bitte beachten Sie, dass wir Ihnen ab Januar eine Pauschale von 5 € in Rechnung stellen.
Wir erlauben uns, Ihnen für die Beratung 450,00 € zu berechnen.
Für die Anfahrt berechnen wir Ihnen 35 €.
Bitte überweisen Sie den Rechnungsbetrag von 89,90 € bis zum 5. Dezember.
Bitte begleichen Sie die Rechnung innerhalb von 14 Tagen.
Wir bitten um Begleichung der Rechnung bis Freitag.
Der Rechnungsbetrag wird in den nächsten Tagen von Ihrem Konto abgebucht.
Unsere Rechnung vom 2. Oktober ist noch offen, bitte zahlen Sie umgehend.
Zahlungserinnerung: Rechnung 4711 über 120 € ist überfällig.
2. Mahnung zu Ihrer Rechnung vom 1. September
Sie können Ihre Rechnung in unserem Portal herunterladen.
Möchten Sie Ihre Rechnung künftig per E-Mail erhalten?
Benötigen Sie eine Rechnung? Dann antworten Sie einfach auf diese Mail.
Für die Rechnung benötigen wir noch Ihre Steuernummer.
Bitte teilen Sie uns mit, an wen wir die Rechnung schicken dürfen.
Wohin dürfen wir die Rechnung senden?
Darf ich Ihnen die Rechnung per Mail schicken?
Wir schicken Ihnen die Rechnung nächste Woche.
Ich schicke dir die Rechnung morgen.
Die Rechnung senden wir Ihnen nach der Lieferung zu.
Vielen Dank für Ihre Rechnung, wir haben sie weitergeleitet.
Die Rechnung über 300 € haben wir heute überwiesen.
Ihre Rechnung wurde zur Zahlung freigegeben, 540 € gehen am Montag raus.
Wir haben die Rechnung erhalten und prüfen sie.
Vielen Dank für Ihre Zahlung zur Rechnung 2026-77.
Könnten Sie uns bitte eine Kopie der Rechnung vom März schicken?
Bitte senden Sie uns die Rechnung 2026-0311 noch einmal zu, sie ist verloren gegangen.
Ich habe eine Frage zu Ihrer Rechnung RE-2026-18.
Warum stellen Sie uns auf der Rechnung 4 Stunden in Rechnung?
Wofür haben Sie uns die 30 € berechnet?
Wann müssen wir die Rechnung bezahlen?
Ist unsere Überweisung zur Rechnung 118 schon angekommen?
Bitte noch keine Rechnung schicken, wir sind nicht fertig.
Bitte die Stunden noch nicht berechnen.
Bitte noch nicht abrechnen, es fehlen zwei Regale.
Bitte warten Sie noch mit der Rechnung, bis der Termin feststeht.
Sie brauchen uns keine Rechnung zu schicken, das läuft über die Karte.
Die Rechnung bitte erst nach der Abnahme stellen.
Dafür brauchen wir keine Rechnung.
Ich melde mich, sobald du die Rechnung schreiben kannst.
Die Rechnung für die Heizung war diesmal höher, 3.400 €!
Ich habe gestern die Rechnung vom Restaurant gefunden.
Mein Bruder hat mir die Rechnung für das Auto gezeigt.
Unsere Bank stellt uns neuerdings Gebühren in Rechnung, 12 € im Monat.
Wir möchten Sie über neue Preise informieren: ab 2027 kostet die Stunde 95 €.
Rechnungen schreiben leicht gemacht: jetzt die neue Software testen!
Ab 2027 senden Sie Ihre Rechnungen bitte nur noch als XRechnung an unser Portal.
Unser Angebot nur bis Sonntag: 20 % auf alle Druckprodukte.
Anbei unser Angebot für die Heizungswartung über 890 €.
Gern unterbreiten wir Ihnen ein Angebot.
Dürfen wir Ihnen ein unverbindliches Angebot machen?
Vielen Dank für Ihre Anfrage zu unseren Schulungen, anbei unser Angebot.
Ihre Bestellung 118 ist bei uns eingegangen und wird bearbeitet.
Auftragsbestätigung zu Ihrer Bestellung vom 3. November
Ihre Bestellung ist unterwegs, Rechnung liegt im Paket.
Die Rechnung geht an dich: nach drei Runden schuldest du mir ein Bier.
Wir haben Ihr Angebot erhalten und melden uns.
Ihr Angebot können wir leider nicht annehmen.
Momentan haben wir keinen Bedarf und erteilen keinen Auftrag.
Gestern im Newsletter stand etwas über E-Rechnung, hast du das gelesen?
Hier können Sie sich vom Newsletter abmelden.
Der Steuerberater fragt, ob die Rechnung von Telekom schon gebucht ist.
Für die Steuererklärung brauche ich bis Montag alle Belege und Rechnungen aus 2025.
Damit hatte keiner gerechnet: die Rechnung ging nicht auf.
Rechnung 118 // Guten Tag, die Rechnung liegt bei.
Rechnung Nr. 2026-44 // Bitte überweisen Sie 44,00 € auf unser Konto.
Bewerbung als Grafikerin // Hiermit bewerbe ich mich, mein Stundensatz liegt bei 40 €.
`

func TestGerman_RequestsForAnInvoiceAreFound(t *testing.T) {
	t.Parallel()
	list := sentences(germanAsks)
	require.GreaterOrEqual(t, len(list), 40)
	for _, text := range list {
		assert.Equal(t, contract.DirectionInvoice, direction(text), text)
	}
}

func TestGerman_OtherTalkOfInvoicesStaysQuiet(t *testing.T) {
	t.Parallel()
	list := sentences(germanQuiet)
	require.GreaterOrEqual(t, len(list), 60)
	for _, text := range list {
		assert.NotContains(t, []contract.Direction{contract.DirectionInvoice, contract.DirectionQuote, contract.DirectionOrder, contract.DirectionCorrection}, direction(text), text)
	}
}

func TestGerman_OffersOrdersAndCorrectionsAreToldApart(t *testing.T) {
	t.Parallel()
	for want, text := range map[contract.Direction]string{
		contract.DirectionQuote: `
			Bitte machen Sie uns ein Angebot für 300 Broschüren.
			Wir bitten um Ihr Angebot bis Ende der Woche.
			Könnten Sie uns dafür einen Kostenvoranschlag schicken?
			Kannst du mir ein Angebot für die Website machen?
			Was würde die Gestaltung einer Speisekarte kosten?
			Was kostet bei euch ein Tag Workshop für 12 Personen?
			Wie teuer wären 50 Beutel mit Aufdruck?
			Wir bräuchten eine Offerte für den Messestand.
			Können Sie uns einen Preis für 20 Tische nennen?
			Wir hätten gern ein unverbindliches Angebot.
			Mit welchen Kosten müssten wir rechnen?
			Bitte um Angebot für 4 Banner.
			Preisanfrage Holzschilder // Wir suchen 12 Schilder aus Eiche.
			Anfrage Visitenkarten // Hallo, wir hätten gern 500 Stück, was nehmt ihr dafür?
			Schick mir doch mal ein Angebot für das Logo.`,
		contract.DirectionOrder: `
			Hiermit bestellen wir 20 Stühle zu 85 €.
			Wir bestellen 3 Tische wie angeboten, Rechnung bitte an die Zentrale.
			Wir nehmen Ihr Angebot 2026-12 gerne an.
			Ihr Angebot nehmen wir hiermit an, bitte stellen Sie die Rechnung auf die GmbH aus.
			Wir erteilen Ihnen den Auftrag laut Angebot.
			Ich möchte gern 200 Aufkleber bestellen.
			Hiermit beauftragen wir Sie mit der Gestaltung.
			Mit Ihrem Angebot sind wir einverstanden. Einverstanden mit dem Angebot vom 3.11.
			Anbei unsere Bestellung über 40 Ordner.`,
		contract.DirectionCorrection: `
			Bitte korrigieren Sie die Rechnung, die Anschrift ist falsch.
			Könnten Sie uns die Rechnung bitte berichtigt neu schicken?
			Auf Ihrer Rechnung fehlt unsere Bestellnummer, wir können so nicht buchen.
			Bitte senden Sie uns eine korrigierte Rechnung.
			Bitte die Rechnung stornieren und auf die GmbH neu ausstellen.
			Die Rechnung 2026-9 ist leider fehlerhaft.`,
	} {
		for _, s := range sentences(text) {
			assert.Equal(t, want, direction(s), s)
		}
	}
}

const dutchAsks = `
Kunt u ons de factuur voor de workshop sturen?
Kun je mij een factuur sturen voor de flyers?
Kan je nog een factuurtje maken voor de huur van de tafels?
Zou u ons willen factureren voor de drie dagen advies?
Zouden jullie ons de factuur kunnen mailen?
Wilt u ons een factuur doen toekomen? Graag ontvangen wij uw factuur voor 1 december.
Wil je me een factuurtje sturen?
Willen jullie de factuur aan de stichting richten?
Graag ontvangen wij jullie factuur voor de posters.
Graag een factuur voor 12 stoelen.
Graag jullie factuur voor de 40 tassen.
Graag factuur naar onze administratie.
Stuur je ons de factuur voor de uren?
Stuur maar een factuur!
Stuur de factuur maar op, dan betaal ik meteen.
Mag ik van jou nog een factuur ontvangen voor het logo?
Mogen wij hiervoor een factuur van u ontvangen?
Krijg ik nog een factuur van je voor de banners?
Wij ontvangen graag een factuur op naam van de vereniging.
Wij zien uw factuur graag tegemoet.
Hierbij verzoeken wij u te factureren onder ordernummer 4500123.
Wij verzoeken u om een factuur voor de geleverde goederen.
Gelieve ons de volgende prestaties te factureren.
Gelieve de factuur op te maken op naam van de vzw.
Gelieve ons uw factuur te bezorgen.
Je mag de factuur naar mij sturen.
U mag ons de 6 uren in rekening brengen.
De uren mogen gefactureerd worden.
Het werk is klaar en kan gefactureerd worden.
Factureer het maar aan de bv.
Breng ons dit maar in rekening.
Kan je ons dit aanrekenen aan het gewone tarief?
Factuur graag naar administratie@kunde.example.
Factuur mag op naam van Stichting De Brug.
We hebben nog een factuur nodig voor de subsidie.
Wij hebben nog geen factuur van u ontvangen.
We wachten nog op jullie factuur.
Ik heb een factuur nodig voor mijn boekhouder.
kan je nog factuur sturne voor zaterdag
kun je ff een faktuur maken voor de tshirts
Zou het mogelijk zijn om ons een factuur te bezorgen?
Vergeet je de factuur niet?
Factuurverzoek // De boekjes zijn geleverd.
Dank voor het drukken! Mag ik de nota nog van je ontvangen?
Bedankt voor de fijne middag. Wil je de factuur sturen naar de penningmeester?
Kunnen jullie een verzamelfactuur maken van alle leveringen in oktober?
Akkoord voor facturatie, graag aan onze hoofdvestiging.
Bij vragen over de factuur kun je me bellen. Graag de factuur voor 3 uur coaching.
Factuur posters // Hoi, 18 posters voor € 27,50 per stuk. Op naam van Kunsthal Noord.
Facturatie consultancy // 4 uur aan 95 EUR. Facturatiegegevens: Bakkerij Peeters BV.
`

const dutchQuiet = `
Bijgaand ontvangt u onze factuur van € 300.
In de bijlage vindt u de factuur voor november.
Uw factuur 2026-118 staat klaar in uw account.
Hierbij onze factuur voor de geleverde goederen, 250 euro.
Wij factureren u maandelijks € 49.
Wij brengen u hiervoor € 35 in rekening.
Gelieve het bedrag van € 120 over te maken op onze rekening.
Gelieve de factuur binnen 14 dagen te betalen.
Graag de factuur voor 1 december betalen.
Graag ontvangen wij uw betaling van de factuur.
Kunt u de factuur van 300 euro deze week nog betalen?
Betalingsherinnering: factuur 118 staat nog open.
Aanmaning: uw factuur van € 80 is nog niet betaald.
Het bedrag wordt automatisch geïncasseerd.
Wij sturen u de factuur volgende week.
Ik stuur je morgen de factuur.
Wilt u uw factuur voortaan per e-mail ontvangen?
U kunt uw factuur downloaden in het portaal.
Naar welk adres mogen wij de factuur sturen?
Aan wie kunnen wij de factuur richten?
Voor de factuur hebben wij nog uw btw-nummer nodig.
Dank voor uw factuur, we hebben hem doorgestuurd naar de boekhouding.
De factuur van 300 euro is vandaag betaald.
Wij hebben de factuur ontvangen en gecontroleerd.
Bedankt voor je betaling van factuur 2026-77.
Kun je ons een kopie van de factuur van maart sturen?
Kunt u de factuur 2026-12 nogmaals sturen, hij is zoekgeraakt.
Ik heb een vraag over uw factuur van 3 oktober.
Waarom brengt u ons 4 uur in rekening?
Wanneer moeten wij de factuur betalen?
Is onze betaling van factuur 118 al binnen?
Nog geen factuur sturen aub, we zijn niet klaar.
Nog niet factureren graag, er ontbreken twee stoelen.
Wacht nog even met de factuur tot de oplevering.
Je hoeft geen factuur te sturen, ik betaal contant.
De factuur pas na de oplevering sturen graag.
Stuur de factuur nog niet, er komt nog iets bij.
De factuur van de garage viel tegen, 900 euro!
Mijn zus kreeg een factuur voor het feest.
De bank rekent ons sinds kort 12 euro per maand aan.
Onze prijzen wijzigen: vanaf 2027 kost een uur € 95.
Facturen maken was nog nooit zo makkelijk, probeer nu gratis!
Vanaf 2027 ontvangen wij uw facturen alleen nog via Peppol.
Bijgaand onze offerte voor het onderhoud van € 890.
Wij bieden u graag een offerte aan.
Mogen wij u een vrijblijvende offerte sturen?
Bedankt voor uw aanvraag, bijgaand onze offerte.
Uw bestelling 118 is ontvangen en wordt verwerkt.
Orderbevestiging van uw bestelling van 3 november
Je pakket is onderweg, de factuur zit erbij.
We hebben je offerte ontvangen en komen erop terug.
Op dit moment geen opdracht, helaas.
De boekhouder vraagt of de factuur van KPN al geboekt is.
Voor de aangifte heb ik maandag alle bonnen en facturen nodig.
Klik hier om je af te melden voor deze nieuwsbrief.
Sollicitatie grafisch vormgever // Mijn uurtarief is 40 euro.
Factuur 118 // Goedendag, de factuur zit in de bijlage.
Factuur nr. 2026-44 // Gelieve € 44 over te maken.
Heb je gehoord dat de factuur voor gas weer stijgt?
Goedendag, uw abonnement is verlengd en het bedrag van € 9 is afgeschreven.
De notulen van de nota over prijzen volgen later.
`

func TestDutch_RequestsForAnInvoiceAreFound(t *testing.T) {
	t.Parallel()
	list := sentences(dutchAsks)
	require.GreaterOrEqual(t, len(list), 40)
	for _, text := range list {
		assert.Equal(t, contract.DirectionInvoice, direction(text), text)
	}
}

func TestDutch_OtherTalkOfInvoicesStaysQuiet(t *testing.T) {
	t.Parallel()
	list := sentences(dutchQuiet)
	require.GreaterOrEqual(t, len(list), 60)
	for _, text := range list {
		assert.NotContains(t, []contract.Direction{contract.DirectionInvoice, contract.DirectionQuote, contract.DirectionOrder, contract.DirectionCorrection}, direction(text), text)
	}
}

func TestDutch_OffersOrdersAndCorrectionsAreToldApart(t *testing.T) {
	t.Parallel()
	for want, text := range map[contract.Direction]string{
		contract.DirectionQuote: `
			Kunt u ons een offerte sturen voor 300 folders?
			Kun je een offerte maken voor de website?
			Graag ontvangen wij uw offerte voor 1 december.
			Wat kost een dag workshop voor 12 personen bij jullie?
			Wat zou een logo ongeveer kosten?
			Wij ontvangen graag een prijsopgave voor 20 tafels.
			Mag ik een offerte voor 50 tassen van jullie ontvangen?
			Gelieve ons een prijsofferte te bezorgen voor de banners.
			Kan je een prijs geven voor 40 badges?
			Offerteaanvraag borden // We zoeken iemand voor 9 borden.
			Hoeveel kost het drukken van 100 kaarten?
			Stuur je ons een offerte voor de stickers?`,
		contract.DirectionOrder: `
			Hierbij bestellen wij 20 stoelen à € 85.
			We bestellen 3 tafels, factuur mag naar de hoofdvestiging.
			Akkoord met je offerte O-2026-1, je mag de factuur meesturen.
			Wij gaan akkoord met uw offerte.
			Ik wil graag 200 stickers bestellen.
			Bijgaand onze inkooporder voor 40 mappen.
			Wij geven hierbij opdracht voor het ontwerp.`,
		contract.DirectionCorrection: `
			Kunt u de factuur corrigeren? Het adres is verkeerd.
			Op de factuur staat een verkeerd btw-nummer.
			De factuur klopt niet, graag een nieuwe.
			Graag ontvangen wij een creditnota voor factuur 118.
			Wil je de factuur crediteren en opnieuw opmaken?`,
	} {
		for _, s := range sentences(text) {
			assert.Equal(t, want, direction(s), s)
		}
	}
}

func TestGermanAndDutch_WordsOfLinesAndTermsAreKnown(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	for section, words := range map[string]map[string]string{
		"number words": {"dutzend": "12", "dreiunddreißig": "33", "dreiunddreissig": "33", "zweihundert": "200", "anderthalb": "1.5", "vijfentwintig": "25", "tweeëntwintig": "22", "dozijn": "12", "driehonderd": "300"},
		"units":        {"manntage": "day", "halbtage": "half-day", "lfm": "m", "m²": "m2", "stk.": "piece", "stuks": "piece", "dagdelen": "half-day", "uurtjes": "hour", "lizenzen": "licence", "licenties": "licence", "mnd": "month"},
		"columns":      {"tätigkeit": "description", "mge": "qty", "stundensatz": "unit_price", "zeilensumme": "amount", "werkzaamheden": "description", "uurtarief": "unit_price", "hoev": "qty"},
		"months":       {"jänner": "1", "feber": "2", "maart": "3", "mrt": "3"},
	} {
		for word, want := range words {
			got, ok := book.Word(section, word)
			assert.True(t, ok, word)
			assert.Equal(t, want, got, word)
		}
	}
}

func TestGermanAndDutch_TaxWordingIsReadOnlyWhereItSpeaksOfPrices(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	for section, list := range map[string]string{
		"tax excluded": `
			300 € zzgl. 19 % MwSt.
			alles zuzüglich der gesetzlichen Umsatzsteuer
			58,00 € netto
			alle Preise netto
			4'200.- netto
			exkl. MWST
			plus die 19%
			USt kommt noch drauf
			die Preise verstehen sich netto
			netto 290,00 €
			€ 85 ex btw
			27,50 (excl. btw)
			exclusief 21% btw
			btw komt er nog bij`,
		"tax included": `
			inkl. 20 % USt
			einschließlich der gesetzlichen MwSt
			Bruttopreise
			MwSt. ist bereits enthalten
			incl. 9% btw
			inclusief btw
			btw inbegrepen`,
	} {
		other := map[string]string{"tax excluded": "tax included", "tax included": "tax excluded"}[section]
		for _, s := range sentences(list) {
			assert.True(t, book.Has(section, vocab.Fold(s)), s)
			assert.False(t, book.Has(other, vocab.Fold(s)), s)
		}
	}
	for _, s := range []string{"zahlbar innert 30 Tagen netto", "30 Tage netto", "netto 30 Tage", "60 dagen netto", "Betaling 30 dagen netto"} {
		assert.False(t, book.Has("tax excluded", vocab.Fold(s)), s)
	}
}

func TestGermanAndDutch_DayOfDeliveryIsNoDayOfPayment(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	for text, want := range map[string]bool{
		"zahlbar bis spätestens": true, "fällig am": true, "wir überweisen bis zum": true, "zahlungsziel": true, "die zahlung erfolgt spätestens am": true,
		"lieferung spätestens am": false, "geliefert bis": false, "wir brauchen die schilder bis": false,
		"te betalen voor": true, "vervaldatum mag": true, "betaling uiterlijk": true, "levering uiterlijk": false, "graag geleverd voor": false,
	} {
		assert.Equal(t, want, book.Has("due", text), text)
	}
}

func TestGermanAndDutch_CourtesyIsNoConditionAndPraiseNoEstimate(t *testing.T) {
	t.Parallel()
	book, err := vocab.Load()
	require.NoError(t, err)
	for _, s := range []string{"falls sie fragen haben, rufen sie an", "vielleicht sehen wir uns auf der messe", "misschien tot volgende week", "mocht er iets zijn, bel me gerust"} {
		assert.False(t, book.Has("conditional", s), s)
	}
	for _, s := range []string{"wahlweise in eiche", "optional noch ein regal", "evtl. noch 3 tische", "optioneel: 2 banken", "eventueel nog 5 stoelen", "entweder die blauen oder die roten"} {
		assert.True(t, book.Has("conditional", s), s)
	}
	assert.False(t, book.Has("vague", "die karten sind gut geworden"))
	for _, s := range []string{"etwa", "rund", "zirka", "ongeveer", "zo'n"} {
		assert.True(t, book.Has("vague", s), s)
	}
}
