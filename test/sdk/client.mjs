// The official client in TypeScript makes the calls of a plan: lists of servers, each list one after another with its own earlier answers.
// It fails on an answer that does not fit its schema (the client itself looks), on an unexpected error, on a tool that no call uses, and
// where nothing was told of the progress of a call that waits.
import { readFileSync } from "node:fs";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
let failed = 0;

function fail(words) {
  failed++;
  console.error("FAIL", words);
}

function transport(server) {
  if (server.url) {
    return new StreamableHTTPClientTransport(new URL(server.url), { requestInit: { headers: { Authorization: `Bearer ${server.token}` } } });
  }
  return new StdioClientTransport({ command: server.command, cwd: server.dir, env: server.env, stderr: "ignore" });
}

function filled(given, earlier) {
  const out = {};
  for (const [name, value] of Object.entries(given)) {
    const [tool, field] = typeof value === "string" && value.startsWith("$") ? value.slice(1).split(".") : [];
    out[name] = field ? earlier[tool]?.[field] : value;
  }
  return out;
}

async function use(client, where, call, earlier) {
  let told = 0;
  let result;
  try {
    result = await client.callTool({ name: call.tool, arguments: filled(call.arguments, earlier) }, undefined, { onprogress: () => told++, timeout: 120_000 });
  } catch (err) {
    fail(`${where} ${call.tool}: ${err.message}`);
    return;
  }
  const text = result.content[0]?.text ?? "";
  if (call.refused) {
    if (!result.isError || !text.includes(call.refused)) fail(`${where} ${call.tool}: want a tool error with "${call.refused}", got ${text}`);
    return;
  }
  if (result.isError || !result.structuredContent) {
    fail(`${where} ${call.tool}: ${text}`);
    return;
  }
  if (call.waits && told === 0) fail(`${where} ${call.tool}: nothing was told of its progress`);
  earlier[call.tool] = result.structuredContent;
}

async function look(client, where) {
  const offers = client.getServerCapabilities();
  if (offers.resources) {
    for (const resource of (await client.listResources()).resources) {
      const read = await client.readResource({ uri: resource.uri });
      if (!read.contents[0].text.includes("read-only copy")) fail(`${where} ${resource.uri}`);
    }
  }
  if (offers.prompts) {
    for (const prompt of (await client.listPrompts()).prompts) {
      const given = Object.fromEntries((prompt.arguments ?? []).map((a) => [a.name, "We are open on Sunday."]));
      const got = await client.getPrompt({ name: prompt.name, arguments: given });
      if (got.messages.length === 0) fail(`${where} ${prompt.name}`);
    }
  }
}

for (const servers of plan) {
  const earlier = {};
  let calls = 0;
  for (const server of servers) {
    const where = `${server.name} (${server.url ? "HTTP" : "stdio"})`;
    const client = new Client({ name: "typescript", version: "1" });
    await client.connect(transport(server));
    const used = new Set(server.calls.map((c) => c.tool));
    for (const tool of (await client.listTools()).tools) {
      if (!used.has(tool.name)) fail(`${where}: no call of ${tool.name}`);
    }
    for (const call of server.calls) {
      await use(client, where, call, earlier);
      calls++;
    }
    await look(client, where);
    await client.close();
  }
  console.log(`${calls} calls over ${servers[0].url ? "HTTP" : "stdio"}`);
}
process.exit(failed ? 1 : 0);
