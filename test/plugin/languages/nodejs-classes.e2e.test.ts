import { describe, expect, test } from "vitest";
import { suiteScope } from "../../e2e/_scope.ts";
import { nodejsProgram } from "./_nodejs.ts";

const scope = suiteScope();
const project = await scope.project();
const REQUIRED =
  'const { ConnectedApp, OrganizationConnectedApps, Provider } = require("pulumi-stytch");\n';
const { pulumi, write } = await nodejsProgram(scope, project, REQUIRED);
const CANARY = "secret-test-canary-000000000000";

async function preview(program: string) {
  await write(REQUIRED + program);
  const { code, stdout, stderr } = await pulumi("preview", "--diff");
  return { code, output: stdout + stderr };
}

describe("the classes of the package for Node.js", () => {
  test.each([
    [
      'new ConnectedApp("web", { clientType: "first_party", redirectUrl: ["https://a.example/"] });',
      "redirectUrl is not a property of ConnectedApp; did you mean redirectUrls?",
    ],
    [
      'new ConnectedApp("web", { clientType: "first_party", clientId: "connected-app-test-1" });',
      "clientId is an output, set by Stytch; remove it from the arguments",
    ],
    [
      'new OrganizationConnectedApps("acme", { organizationId: "acme", allowedThirdPartyConnectedApp: [] });',
      "allowedThirdPartyConnectedApp is not a property of OrganizationConnectedApps; did you mean allowedThirdPartyConnectedApps?",
    ],
    [
      'new Provider("other", { maxConcurrentRequest: 5 });',
      "maxConcurrentRequest is not a setting of the provider; did you mean maxConcurrentRequests?",
    ],
    [
      `new Provider("other", { secrets: "${CANARY}" });`,
      "secrets is not a setting of the provider; did you mean secret?",
    ],
  ])(
    "pass on an argument that does not exist, which the provider refuses: %s",
    async (program, problem) => {
      const { code, output } = await preview(program);
      expect(output).toContain(problem);
      expect(output).not.toContain(CANARY);
      expect(code).not.toBe(0);
    },
  );

  test("remove nothing from a client where an argument is misspelt in a spread object", async () => {
    const urls = '["https://a.example.com/callback"]';
    await write(
      `${REQUIRED}new ConnectedApp("web", { clientType: "first_party", redirectUrls: ${urls} });`,
    );
    const created = await pulumi("up", "--yes", "--skip-preview");
    expect(created, created.stdout).toMatchObject({ code: 0 });
    const common = `const common = { redirectUrl: ${urls} };`;
    await write(
      `${REQUIRED}${common}new ConnectedApp("web", { clientType: "first_party", ...common });`,
    );
    const requests = await project.requestsDuring(async () => {
      expect((await pulumi("up", "--yes", "--skip-preview")).code).not.toBe(0);
    });
    expect(requests).toEqual({});
    const [client] = await project.clients();
    expect(client?.redirect_urls).toEqual(["https://a.example.com/callback"]);
  });

  test("know in a preview without changes that an output is absent", async () => {
    const program = `const web = new ConnectedApp("web", { clientType: "first_party" });
const cli = new ConnectedApp("cli", { clientType: "first_party_public", clientDescription: web.nextClientSecret });
exports.next = web.nextClientSecret;
exports.described = cli.clientSecret;
`;
    await write(REQUIRED + program);
    const up = await pulumi("up", "--yes", "--skip-preview");
    expect(up, up.stdout + up.stderr).toMatchObject({ code: 0 });
    const { code, output } = await preview(program);
    expect(output).not.toContain("[unknown]");
    expect(output).not.toContain("--outputs:--");
    expect(output).toContain("3 unchanged");
    expect(code).toBe(0);
  });
});
