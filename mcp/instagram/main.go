package main

import (
	"os"

	"github.com/autonomous-employee/employee/mcp/serve"
	"github.com/autonomous-employee/employee/mcp/toolset"
)

func main() { os.Exit(serve.Main(toolset.Instagram)) }
