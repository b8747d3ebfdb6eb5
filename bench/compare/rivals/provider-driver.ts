/** A process of its own, so that the API server and this one do not share a thread. */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import type { DeclaredClient } from "../../clients.ts";
import { checkClient, createClient, openProvider } from "../../provider-server.ts";
import { providerText } from "../../provider-text.ts";
import { CONCURRENCY } from "./rival.ts";

const TYPE = "pulumi-nodejs:dynamic:Resource";

const text = await providerText();
const clients = JSON.parse(readFileSync("clients.json", "utf8")) as DeclaredClient[];
const begin = performance.now();
const { client, close } = await openProvider(process.cwd(), process.env);
const waiting = clients.values();

async function work(): Promise<void> {
  for (const { name, fields } of waiting) {
    const checked = await checkClient(client, { ...fields, __provider: text });
    await createClient(client, `urn:pulumi:bench::bench::${TYPE}::${name}`, checked);
  }
}

try {
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  console.log(JSON.stringify({ ms: performance.now() - begin }));
} finally {
  await close();
}
