// Command conformance serves what the protocol's official conformance suite asks for (tools, resources and prompts by fixed names) over the
// very layer that serves the product: mcp/serve with its transport, its sessions, its checks of host and origin and its token. So the suite
// measures that layer and the library below it; the product's own tools are measured by the inspector and by the clients in test/sdk.
//
// The suite can send no token. A door in front adds it and takes the suite's own address for the server's; everything else of a request goes
// through as it is, a foreign host or origin, too. It is never part of the product, and it listens on this machine only.
//
// With the fixtures nothing may fail. With -product the product's own server for everything stands behind the door instead; what the suite cannot
// find there is in baseline-product.yml, with the reasons, and .ci/run fails on anything else that fails, and on what passes in spite of it.
// Start reading in main.go.
package main
