package reading

import "github.com/autonomous-employee/employee/workflows/reading/vocab"

// tellsCount are words that end by telling how many there are: "according to
// your timesheet it was" 14 hours.
var tellsCount = vocab.Around(`(?i)(?:^|[^\pL])<that is so many>\s*$`)

// endsInPaper ends words that only ask: "ciao Livia, fattura".
var endsInPaper = vocab.Around(`(?:^|[^\pL])<the invoice>$`)

// ofUnit is what there is so many units of.
var ofUnit = vocab.Around(`^\pL+\s(?:<partitive>\s+|<partitive glued>)(\pL.*)$`)
