// Command worker is the whole product on one machine: it sets everything up,
// starts the embedded Temporal server unless TEMPORAL_ADDRESS names another,
// and works until it is told to stop.
//
// It takes no arguments; the settings are in .env.example. It only reads them,
// opens the log and hands both to worker/app: nothing is composed or decided
// here. Start reading in main.go, then app/app.go.
package main
