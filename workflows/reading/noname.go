package reading

import "github.com/autonomous-employee/employee/workflows/reading/vocab"

// noName are words that name nothing though they stand where a name does: an
// answer to a question, the label of a line's total, and how something turned out.
var noName = vocab.Around(`^(?:<answered>|<equals>)[.,:=! ]*$|^(?:<in the end>)(?:$|[^\pL])`)
