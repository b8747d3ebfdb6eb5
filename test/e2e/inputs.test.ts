import { beforeAll, describe, expect, it } from "vitest";
import { register } from "./_clients.ts";
import { door } from "./_door.ts";
import type { TestProject } from "./_project.ts";
import { suiteScope, testScope } from "./_scope.ts";
import type { TestStack } from "./_stack.ts";

const scope = suiteScope();
let project: TestProject;
let stack: TestStack;

beforeAll(async () => {
  project = await scope.project();
  stack = await scope.stack(project);
});

const BAD_URLS = [
  "",
  null,
  7,
  ["https://app.example.com/"],
  "app.example.com/callback",
  "/callback",
  "//app.example.com/callback",
  "http://app.example.com/callback",
  "http://127.0.0.1.example.com/",
  "https://app.example.com/a b",
  " https://app.example.com/",
  "https://",
  "https:app.example.com",
  "https://app.example.com:99999/",
  "javascript:alert(1)",
  "myapp://callback",
  "ftp://app.example.com/",
];

/** Bad values by field; a round takes one of each, since a preview ends at the first bad client. */
const BAD: Record<string, unknown[]> = {
  clientType: ["", "firstparty", "confidential", 7, undefined],
  clientName: [7, "two\nlines", { a: 1 }, true],
  clientDescription: [true, 7, { a: 1 }],
  redirectUrls: [
    [...BAD_URLS, "https://app.example.com/#fragment"],
    "https://app.example.com/",
    { a: "https://app.example.com/" },
    1,
  ],
  postLogoutRedirectUrls: [BAD_URLS, "https://app.example.com/", true],
  fullAccessAllowed: ["true", 1, { a: 1 }],
  bypassConsentForOfflineAccess: ["false", 0, { a: 1 }],
  accessTokenExpiryMinutes: [0, -5, 1.5, 2 ** 31, "60"],
  accessTokenCustomAudience: ["two words", ":not-a-uri", 7],
  accessTokenTemplateContent: ["{", "[]", '{"a": {{ user.x }', '{"a": {{ }} }', 12],
  idTokenTemplateContent: ["{{ user.user_id }}", "{ {{ user.user_id }}: 1 }", "text", ["a"], true],
  logoUrl: ["logo.png", "data:image/png;base64,AAAA", 7],
  accessTokenExpiry: [15],
  redirectURLs: [["https://app.example.com/"]],
  clientSecret: ["chosen"],
};
const ROUNDS = Math.max(...Object.values(BAD).map((values) => values.length));
const KINDS = Object.values(BAD).flat(2).length;

function round(index: number): Record<string, unknown> {
  const entries = Object.entries(BAD).filter(([, values]) => index < values.length);
  return Object.fromEntries(entries.map(([field, values]) => [field, values[index]]));
}

/** Where each failure of a round must be reported. */
function paths(index: number): string[] {
  return Object.entries(round(index)).flatMap(([field, value]) =>
    field.endsWith("Urls") && Array.isArray(value)
      ? value.map((_, at) => `${field}[${at}]`)
      : [field],
  );
}

describe("a preview with bad arguments", () => {
  it(`reports all of ${KINDS} mistakes with their paths, and nothing reaches the network`, async () => {
    expect(KINDS).toBeGreaterThan(40);
    const requests = await project.requestsDuring(async () => {
      for (let index = 0; index < ROUNDS; index += 1) {
        const outcome = await stack.preview(async () => {
          register("bad", round(index));
        });
        expect(outcome.ok).toBe(false);
        for (const path of paths(index)) {
          expect.soft(outcome.output).toMatch(door.failure("bad", path));
        }
        expect(outcome.output).not.toMatch(/^\s+at .+:\d+:\d+/m);
      }
    });
    expect(requests).toEqual({});
  });

  it("reports every mistake of one client at once", async () => {
    const { output } = await stack.preview(async () => {
      register("bad", {
        clientType: "third_party",
        redirectUrls: ["https://fine.example/", "http://bad.example/", "bad"],
        fullAccessAllowed: true,
        accessTokenExpiryMinutes: 0,
        clientNmae: "typo",
      });
    });
    for (const path of [
      "redirectUrls[1]",
      "redirectUrls[2]",
      "fullAccessAllowed",
      "accessTokenExpiryMinutes",
      "clientNmae",
    ]) {
      expect.soft(output).toMatch(door.failure("bad", path));
    }
  });

  it.each([
    ["clientNmae", "clientName"],
    ["redirectUris", "redirectUrls"],
    ["accessTokenExpiryMins", "accessTokenExpiryMinutes"],
    ["logoURL", "logoUrl"],
  ])("suggests the nearest name for %s", async (typo, name) => {
    const { output } = await stack.preview(async () => {
      register("bad", { clientType: "first_party", [typo]: "x" });
    });
    expect(output).toContain(`did you mean ${name}?`);
  });

  it("leaves an existing client alone", async () => {
    const good = { clientType: "first_party", clientName: "good" };
    await stack.up(async () => {
      register("app", good);
    });
    const requests = await project.requestsDuring(async () => {
      const outcome = await stack.up(async () => {
        register("app", { ...good, redirectUrls: ["nonsense"] });
      });
      expect(outcome.ok).toBe(false);
    });
    expect(requests).toEqual({});
    expect(await project.clients()).toMatchObject([{ client_name: "good", redirect_urls: [] }]);
    await stack.destroy();
  });
});

describe("a live project", () => {
  it("refuses loopback URLs at preview, before anything is made", async () => {
    const projectId = "project-live-00000000-0000-4000-8000-000000000002";
    const own = testScope();
    const live = await own.project({ projects: { consumer: { projectId } } });
    const liveStack = await own.stack(live, { name: "live" });
    const requests = await live.requestsDuring(async () => {
      const outcome = await liveStack.preview(async () => {
        register("fine", { clientType: "first_party" });
        register("cli", {
          clientType: "first_party",
          redirectUrls: ["https://app.example.com/", "http://localhost:3000/callback"],
          postLogoutRedirectUrls: ["http://127.0.0.1/bye"],
        });
      });
      expect(outcome.ok).toBe(false);
      for (const path of ["redirectUrls[1]", "postLogoutRedirectUrls[0]"]) {
        expect(outcome.output).toMatch(door.failure("cli", path));
        expect(outcome.output).toContain(` has a problem: ${path} is a loopback`);
      }
    });
    expect(requests).toEqual({});
  });
});

describe("texts that a program makes by mistake", () => {
  it("are refused at preview with the property's path", async () => {
    const { ok, output } = await stack.preview(async () => {
      const first = register("first", { clientType: "first_party" });
      register("second", {
        clientType: "first_party",
        clientDescription: `Client of ${first.clientName}`,
        redirectUrls: [`https://${first.clientId}.example.com/cb`, `https://${undefined}/cb`],
        accessTokenTemplateContent: { claims: { of: `${first.clientName}` } },
      });
    });
    expect(ok).toBe(false);
    for (const path of [
      "clientDescription",
      "redirectUrls[0]",
      "redirectUrls[1]",
      "accessTokenTemplateContent.claims.of",
    ]) {
      expect.soft(output).toMatch(door.failure("second", path));
    }
  });
});

describe("what is likely a mistake", () => {
  it("is a warning at its resource, or once for the stack's configuration, and stops nothing", async () => {
    const doubtful = await testScope().stack(project, {
      name: "doubtful",
      environment: NO_VARIABLES,
    });
    await doubtful.setConfig("stytch:projectId", project.projectId);
    await doubtful.setConfig("stytch:secret", project.secret);
    await doubtful.setConfig("stytch:apiUrl", project.url);
    await doubtful.setConfig("stytch:timeout", "5");
    const { ok, output } = await doubtful.preview(async () => {
      const first = register("first", {
        clientType: "first_party",
        redirectUrls: ["https://your-domain.com/cb"],
      });
      register("second", {
        clientType: "first_party",
        clientDescription: first.clientName.apply(() => `Client of ${undefined}`),
      });
    });
    expect(ok, output).toBe(true);
    const diagnostics = output.slice(output.indexOf("Diagnostics:"));
    // The engine shows resources in the order in which they end.
    const warnings = diagnostics.match(/warning: .*/g)?.map((line) => line.slice(9, 45));
    expect(warnings?.toSorted()).toEqual([
      "clientDescription says undefined, nu",
      "redirectUrls[0] looks as if a part w",
      ...(door.warnsOfClearSecret ? ["stytch:secret stands in clear text i"] : []),
      "stytch:timeout is not a key of the c",
    ]);
    expect(diagnostics.includes("pulumi config set --secret stytch:secret")).toBe(
      door.warnsOfClearSecret,
    );
    expect(diagnostics).toContain("Did you mean stytch:timeoutSeconds?");
    expect(diagnostics).toMatch(/ConnectedApp \(first\):\s+warning: redirectUrls/);
    expect(diagnostics).toMatch(/ConnectedApp \(second\):\s+warning: clientDescription/);
    expect(output).not.toContain(project.secret);
  });

  it("an explicit provider with half of the configuration says where it looked", async () => {
    const half = await testScope().stack(project, { name: "half", environment: NO_VARIABLES });
    await half.setConfig("stytch:secret", project.secret, true);
    const { ok, output } = await half.preview(async () => {
      const provider = door.provider("other", { projectId: project.projectId });
      register("app", { clientType: "first_party" }, { provider });
    });
    expect(ok).toBe(false);
    expect(output).toContain("stytch:secret is missing");
    expect(output).toContain("does not read the stack's configuration, so give it this key too");
  });
});

const NO_VARIABLES = { STYTCH_PROJECT_ID: "", STYTCH_SECRET: "", STYTCH_API_URL: "" };

describe("a stack without a usable configuration", () => {
  it.each([
    ["nothing", {}, ["stytch:projectId", "STYTCH_PROJECT_ID", "stytch:secret", "--secret"]],
    ["a malformed project id", { STYTCH_PROJECT_ID: "project-1" }, ["stytch:projectId"]],
    ["an address without TLS", { STYTCH_API_URL: "http://api.example.com" }, ["stytch:apiUrl"]],
  ])("says at preview what is wrong with %s", async (_title, given, expected) => {
    const all = { STYTCH_PROJECT_ID: project.projectId, STYTCH_SECRET: project.secret };
    const environment = {
      ...NO_VARIABLES,
      ...(Object.keys(given).length > 0 ? all : {}),
      ...given,
    };
    const unconfigured = await testScope().stack(project, { name: "bare", environment });
    const outcome = await unconfigured.preview(async () => {
      register("one", { clientType: "first_party" });
      register("two", { clientType: "first_party" });
    });
    expect(outcome.ok).toBe(false);
    expect(
      outcome.output.match(/pulumi config set stytch:|pulumi config set --secret/g),
    ).toBeTruthy();
    for (const text of ["ERR_STYTCH_SETTINGS", ...expected])
      expect.soft(outcome.output).toContain(text);
    expect(outcome.output).not.toContain(project.secret);
  });
});
