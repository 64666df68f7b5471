package reading

import "github.com/autonomous-employee/employee/workflows/reading/vocab"

// pieceOfKind is a piece that the words behind it make a thing of its own: "1 pièce montée".
var pieceOfKind = vocab.Around(`(?i)^(?:<piece of a kind>)$`)
