import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";

const BUILT = fileURLToPath(new URL("../../../provider/dist/engine/index.js", import.meta.url));

/** Runs in its own process, on the built package, as the engine does. */
const SCRIPT = `
  const { connectedApp } = require(process.argv[1]);
  const loaded = (name) =>
    Object.keys(require.cache).some((file) => file.includes("/node_modules/" + name + "/"));
  const report = (after) => ({
    after,
    http: ["undici", "dataloader", "p-queue"].filter(loaded),
    pulumi: loaded("@pulumi/pulumi"),
  });
  (async () => {
    const config = {
      "stytch:projectId": "project-test-11111111-2222-4333-8444-555555555555",
      "stytch:secret": "secret-test",
      "stytch:apiUrl": "http://127.0.0.1:1",
      "stytch:timeoutSeconds": "1",
    };
    await connectedApp.configure({ config: { get: (key) => config[key] } });
    const inputs = { clientType: "first_party" };
    await connectedApp.check({}, inputs);
    await connectedApp.diff("id", { ...inputs, status: "active" }, inputs);
    const reports = [report("check and diff")];
    await connectedApp.read("id", inputs).catch(() => {});
    reports.push(report("read"));
    process.stdout.write(JSON.stringify(reports) + "\\n");
  })();
`;

test("check and diff load no HTTP, the first call does, and nothing loads the SDK", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", SCRIPT, BUILT]);
  // What follows is the line on the calls that failed.
  const [line = ""] = stdout.split("\n");
  const reports = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(line));
  expect(reports).toEqual([
    { after: "check and diff", http: [], pulumi: false },
    { after: "read", http: ["undici", "dataloader", "p-queue"], pulumi: false },
  ]);
});
