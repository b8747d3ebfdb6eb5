/** A separate process, so that the API server and this one do not share a thread. */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import type { DeclaredClient } from "../../clients.ts";
import { openProvider, toStruct, urnOf } from "../../provider-server.ts";
import { providerText } from "../../provider-text.ts";

/**
 * Creates that are offered at one time, as an engine on eight cores does: the provider's own budget
 * lets as many requests be on their way as all other contenders have.
 */
const OFFERED = 32;

/** `plugin`, or the dynamic provider. */
const door = process.argv[2] === "plugin" ? "plugin" : "dynamic";
const ofDoor = door === "dynamic" ? { __provider: await providerText() } : {};
const clients = JSON.parse(readFileSync("clients.json", "utf8")) as DeclaredClient[];
const declared = clients.map(({ name, fields }) => ({
  urn: urnOf(name),
  news: toStruct({ ...fields, ...ofDoor }),
}));
const begin = performance.now();
const { check, create, close } = await openProvider(door, process.cwd(), process.env);

/** One after the other, ahead of the creates: as the engine does. */
let last: Promise<unknown> = Promise.resolve();
const checks = declared.map(({ urn, news }) => {
  const checked = last.then(() => check(urn, news));
  last = checked;
  return { urn, checked };
});
const waiting = checks.values();

async function work(): Promise<void> {
  for (const { urn, checked } of waiting) await create(urn, await checked);
}

try {
  await Promise.all(Array.from({ length: OFFERED }, work));
  console.log(JSON.stringify({ ms: performance.now() - begin }));
} finally {
  await close();
}
