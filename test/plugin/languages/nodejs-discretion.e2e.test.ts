import { expect, test } from "vitest";
import { suiteScope } from "../../e2e/_scope.ts";
import { nodejsProgram } from "./_nodejs.ts";

const scope = suiteScope();

const PROGRAM = `const { ConnectedApp } = require("pulumi-stytch");
const web = new ConnectedApp("web", { clientType: "first_party" });
new ConnectedApp("cli", { clientType: "first_party_public" });
exports.secret = web.clientSecret;
`;

test("the package for Node.js keeps secrets out of debug messages, and frames of libraries out of the state", async () => {
  const { pulumi } = await nodejsProgram(scope, await scope.project(), PROGRAM);
  const up = await pulumi("up", "--yes", "--skip-preview", "--debug", "--show-full-output");
  expect(up, up.stdout + up.stderr).toMatchObject({ code: 0 });
  const { stdout: secret } = await pulumi("stack", "output", "secret", "--show-secrets");
  expect(secret.trim().length).toBeGreaterThan(20);
  expect(up.stdout).toContain("(properties not shown)");
  expect(up.stdout + up.stderr).not.toContain(secret.trim());
  const { deployment } = JSON.parse((await pulumi("stack", "export")).stdout);
  const clients = deployment.resources as { urn: string; stackTrace?: object[] }[];
  const traces = clients
    .filter(({ urn }) => urn.includes("::stytch:index:ConnectedApp::"))
    .map(({ urn, stackTrace }) => [urn.split("::").at(-1), stackTrace]);
  expect(Object.fromEntries(traces)).toEqual({
    web: [{ sourcePosition: "project:///index.cjs#2,13" }],
    cli: [{ sourcePosition: "project:///index.cjs#3,1" }],
  });
});
