import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";
import { startRig } from "../../_emulator.ts";

const BUILT = fileURLToPath(new URL("../../../../provider/dist/index.js", import.meta.url));

/** Runs in its own process, on the built package, as a program does. */
const SCRIPT = `
  const { getConnectedApps } = require(process.argv[1]);
  const loaded = (name) =>
    Object.keys(require.cache).some((file) => file.includes("/node_modules/" + name + "/"));
  const report = () => ({
    undici: loaded("undici"),
    zod: loaded("zod"),
    sdkIndex: Object.keys(require.cache).some((file) => file.endsWith("/pulumi/automation/index.js")),
    sockets: process.getActiveResourcesInfo().filter((name) => name.startsWith("TCP")).length,
  });
  (async () => {
    const before = report();
    const { connectedApps } = await getConnectedApps();
    await new Promise((resolve) => setTimeout(resolve));
    process.stdout.write(JSON.stringify({ before, after: report(), found: connectedApps.length }));
  })();
`;

const outcome = z.object({
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  found: z.number(),
});

test("a program loads HTTP and schemas at its first look-up, whose connection lets it end", async () => {
  const { settings, api } = await startRig();
  await api.createConnectedApp({ clientType: "first_party" });
  const config = Object.entries(settings).map(([key, value]) => [`stytch:${key}`, value]);
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", SCRIPT, BUILT], {
    env: { ...process.env, PULUMI_CONFIG: JSON.stringify(Object.fromEntries(config)) },
  });
  expect(outcome.parse(JSON.parse(stdout))).toEqual({
    before: { undici: false, zod: false, sdkIndex: false, sockets: 0 },
    after: { undici: true, zod: true, sdkIndex: false, sockets: 0 },
    found: 1,
  });
});
