package demo

// zoneName, currency and company are the invented business's.
const (
	zoneName = "Europe/Berlin"
	currency = "EUR"
	company  = "Berg Design"
	goal     = 19000 // euros a month
)

// customer buys about every so many days, pays that many days after the due
// day, and is new from a week on.
type customer struct {
	name         string
	every        int // days between invoices
	least, most  int // euros
	late, spread int // days after the due day, and how much that varies
	from         int // week
}

func customers() []customer {
	return []customer{
		{"Hill Dental", 9, 480, 1300, -2, 4, 0},
		{"Café Sonne", 14, 120, 420, 6, 9, 0},
		{"Northwind Travel & Tours", 12, 900, 2600, 3, 8, 0},
		{"O'Neill Bicycles", 21, 300, 1100, 25, 30, 0},
		{"Müller und Söhne", 17, 700, 1900, 1, 5, 0},
		{"Greenleaf Nursery", 16, 250, 760, 10, 20, 3},
		{"Studio Ølsen", 20, 650, 1500, -3, 3, 8},
		{"Harbour Yoga", 15, 90, 260, 4, 12, 14},
		{"Petri Law", 24, 1200, 3100, 38, 25, 20},
		{"Lantern Books", 19, 180, 560, 8, 10, 31},
		{"Alder Architects", 22, 900, 2400, 2, 6, 40},
		{"Blue Door Hostel", 13, 210, 640, 12, 16, 52},
	}
}

// supplier sends a bill every so many days, or months when monthly.
type supplier struct {
	name        string
	account     int
	monthly     bool
	day         int // of the month
	every       int // days
	least, most int // euros; equal = always the same
	// stepWeek is when a subscription gets dearer, to stepTo.
	stepWeek, stepTo int
}

// accounts are the accounts of expenses, by their place in suppliers.
func accounts() []string {
	return []string{"6310 Rent", "6805 Telephone and internet", "6837 Software and licences", "5900 Subcontractors", "6600 Advertising", "6650 Travel", "6815 Office supplies", "6020 Wages"}
}

func suppliers() []supplier {
	return []supplier{
		{"Stadtwerk Immobilien", 0, true, 1, 0, 1150, 1150, 44, 1210},
		{"Fernfunk", 1, true, 12, 0, 59, 59, 0, 0},
		{"Pixel Suite", 2, true, 18, 0, 72, 72, 57, 84},
		{"Cloudhaus Hosting", 2, true, 26, 0, 38, 38, 0, 0},
		{"Jo Petri, illustration", 3, false, 0, 13, 380, 1150, 0, 0},
		{"Anzeigen Direkt", 4, false, 0, 10, 90, 260, 0, 0},
		{"Bahn und Bett", 5, false, 0, 24, 60, 340, 0, 0},
		{"Papier Kontor", 6, false, 0, 17, 25, 130, 0, 0},
		{"Team Berg (wages)", 7, true, 27, 0, 8400, 8400, 20, 8900},
	}
}

// postTitles are what the business posts, one after the other.
func postTitles() []string {
	return []string{
		"Before and after: a dentist's new sign", "Three fonts that age well", "What a logo costs, and why", "A day at the print shop", "Colour that works in the rain", "How we plan a website",
		"Our favourite menu of the month", "A bookplate in two hours", "Six questions before a redesign", "Paper we like to touch",
	}
}
