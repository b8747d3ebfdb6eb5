import { describe, expect, test } from "vitest";
import { readArguments } from "../../smoke/src/cli/arguments.ts";
import { type Candidate, findTargets } from "../../smoke/src/cli/targets.ts";

const PROJECT = "project-test-00000000-0000-0000-0000-000000000001";
const ENVIRONMENT = { STYTCH_PROJECT_ID: PROJECT, STYTCH_SECRET: "secret" };

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const shown = (value: unknown) => ({ ...SECRET, plaintext: JSON.stringify(value) });
const encrypted = { ...SECRET, ciphertext: "v1:abc:def" };

interface Wish {
  readonly type?: string;
  readonly inputs?: object;
  readonly outputs?: object;
  readonly more?: object;
}

const stateOf = (resources: object[], outputs: object = {}, more: object = {}) => ({
  version: 3,
  deployment: {
    resources: [
      {
        urn: "urn:pulumi:dev::infra::pulumi:pulumi:Stack::infra-dev",
        type: "pulumi:pulumi:Stack",
        outputs,
      },
      ...resources,
    ],
    ...more,
  },
});

/** What is found in a state; asked for with secrets, it is another one. */
async function find(args: string[], state: unknown, withSecrets = state, environment = {}) {
  const asked: boolean[] = [];
  const candidates = await findTargets(
    readArguments(args),
    { ...ENVIRONMENT, ...environment },
    async (showSecrets) => {
      asked.push(showSecrets);
      return showSecrets ? withSecrets : state;
    },
  );
  return { candidates, asked };
}

const namesOf = ({ candidates }: { candidates: Candidate[] }) =>
  candidates.map(({ target }) => target.app.name);

const confidential = (clientSecret: unknown) => ({
  inputs: { clientType: "first_party" },
  outputs: { clientType: "first_party", ...(clientSecret !== undefined && { clientSecret }) },
});

/** Null is what a plugin keeps where an output has no value; no state of it has the text of a provider. */
const WITHOUT_VALUE = { clientSecret: null, nextClientSecret: null, requestedFields: null };

/** The type of a client by what serves it, and what its state has there for every client. */
const DOORS = [
  ["dynamic provider", "pulumi-nodejs:dynamic/stytch:ConnectedApp", { __provider: "text" }],
  ["plugin", "stytch:index:ConnectedApp", WITHOUT_VALUE],
] as const;

describe.each(DOORS)("stytch-smoke in the state of a stack of the %s", (_door, TYPE, own) => {
  const resource = (name: string, { type = TYPE, inputs, outputs, more }: Wish = {}) => ({
    urn: `urn:pulumi:dev::infra::${type}::${name}`,
    type,
    custom: true,
    id: `connected-app-test-${name}`,
    inputs: { clientType: "first_party_public", clientName: name, ...inputs },
    outputs: { clientType: "first_party_public", projectId: PROJECT, ...own, ...outputs },
    ...more,
  });

  test("finds apps that are not exported, of either type, and no other resource", async () => {
    const state = stateOf([
      resource("web"),
      resource("native", { type: "stytch:index:ConnectedApp" }),
      resource("child", { type: `acme:index:Platform$${TYPE}`, more: { type: TYPE } }),
      resource("gate", { type: "pulumi-nodejs:dynamic/stytch:SmokeTest" }),
      resource("others", { type: "other:index:ConnectedApp" }),
    ]);
    expect(namesOf(await find(["--all"], state))).toEqual(["web", "native", "child"]);
  });

  test.each([
    ["shown", shown({ redirectUrls: ["https://app.example.com"] })],
    ["encrypted", encrypted],
  ])(
    "compares with the form in which the server held what was declared: %s",
    async (_how, requestedFields) => {
      const inputs = { redirectUrls: ["https://app.example.com"], clientDescription: "what for" };
      const held = { redirectUrls: ["https://app.example.com/"], clientDescription: "what for" };
      const state = stateOf([resource("web", { inputs, outputs: { ...held, requestedFields } })]);
      const { candidates } = await find(["--app", "web"], state);
      expect(candidates[0]?.target.app).toMatchObject(held);
    },
  );

  test("compares no field whose form at the server is encrypted, and says so", async () => {
    const inputs = { redirectUrls: ["https://app.example.com"] };
    const requestedFields = shown({ redirectUrls: ["https://app.example.com"] });
    const outputs = { redirectUrls: encrypted, requestedFields };
    const state = stateOf([resource("web", { inputs, outputs })]);
    const { candidates } = await find(["--app", "web"], state);
    expect(candidates[0]?.target.app.redirectUrls).toBeUndefined();
  });

  test("compares with what was declared, defaults included", async () => {
    const inputs = { redirectUrls: ["https://app.example.com/cb"], accessTokenExpiryMinutes: 30 };
    const { candidates } = await find([], stateOf([resource("web", { inputs })]));
    expect(candidates[0]?.target.app).toMatchObject({
      clientId: "connected-app-test-web",
      clientName: "web",
      ...inputs,
      clientDescription: "",
      postLogoutRedirectUrls: [],
      fullAccessAllowed: false,
      accessTokenCustomAudience: "",
    });
    const bare = await find([], stateOf([resource("web")]));
    expect(bare.candidates[0]?.target.app).toMatchObject({
      redirectUrls: [],
      accessTokenExpiryMinutes: 60,
    });
  });

  test("asks for secrets only where the client has one that is not given", async () => {
    expect((await find([], stateOf([resource("cli")]))).asked).toEqual([false]);
    const state = stateOf([resource("web", confidential(encrypted))]);
    const revealed = stateOf([resource("web", confidential(shown("top-secret")))]);
    const { candidates, asked } = await find([], state, revealed);
    expect(asked).toEqual([false, true]);
    expect(candidates).toMatchObject([
      { kind: "testable", target: { app: { clientSecret: "top-secret" } } },
    ]);
    const given = await find([], state, revealed, { STYTCH_CLIENT_SECRET: "given" });
    expect(given.asked).toEqual([false]);
    expect(given.candidates).toMatchObject([{ target: { app: { clientSecret: "given" } } }]);
  });

  test("reads a declared value that the program made secret", async () => {
    const withUrls = (urls: unknown) =>
      stateOf([resource("web", { inputs: { redirectUrls: urls } })]);
    const urls = ["https://app.example.com/cb"];
    for (const revealed of [shown(urls), urls.map(shown)]) {
      const { candidates } = await find([], withUrls(encrypted), withUrls(revealed));
      expect(candidates[0]?.target.app.redirectUrls).toEqual(urls);
    }
    const file = await find(["--outputs", "state.json"], withUrls([encrypted]));
    expect(file.candidates[0]?.target.app.redirectUrls).toBeUndefined();
  });

  test("takes the name of the resource, of its output, of its key in a map, and its id", async () => {
    const web = { clientId: "connected-app-test-web" };
    const partner = { clientId: "connected-app-test-partner" };
    const state = stateOf([resource("web"), resource("partner"), resource("cli")], {
      webApp: web,
      apps: { partner: { ...partner, clientSecret: encrypted }, list: [{ deep: web }] },
    });
    for (const name of ["web", "webApp", "apps.list.0.deep", "deep", "connected-app-test-web"]) {
      const found = await find(["--app", name], state);
      expect(found.candidates).toMatchObject([{ target: { app: { name, ...web } } }]);
    }
    expect(namesOf(await find(["--all"], state))).toEqual(["webApp", "apps.partner", "cli"]);
    await expect(find(["--app", "unknown"], state)).rejects.toThrow(
      "--app: no resource or output unknown is a Connected App; there are webApp, apps.partner, cli.",
    );
    await expect(find([], state)).rejects.toThrow(/Which app\? Give --app or --all/);
  });

  test("w/ a name of several asks for the id", async () => {
    const nested = `acme:index:Platform$${TYPE}`;
    const other = { type: nested, more: { type: TYPE, id: "connected-app-test-2" } };
    const state = stateOf([resource("web"), resource("web", other)]);
    await expect(find(["--app", "web"], state)).rejects.toThrow(
      "web is the name of several; give a client id: connected-app-test-web, connected-app-test-2.",
    );
  });

  test("also finds what the stack exports of elsewhere, and declares no more than that says", async () => {
    const elsewhere = { clientId: "connected-app-test-other", clientType: "first_party_public" };
    const { candidates } = await find(["--all"], stateOf([resource("web")], { elsewhere }));
    expect(candidates[1]?.target.app).toEqual({
      name: "elsewhere",
      ...elsewhere,
      clientSecret: undefined,
    });
  });

  test("w/ a replacement under way takes the live client", async () => {
    const former = resource("web", { more: { id: "connected-app-test-former", delete: true } });
    for (const resources of [
      [former, resource("web")],
      [resource("web"), former],
    ]) {
      const { candidates } = await find([], stateOf(resources));
      expect(candidates).toMatchObject([
        { target: { app: { clientId: "connected-app-test-web" } } },
      ]);
    }
  });

  test("takes the project from the state where nothing else names it", async () => {
    const { candidates } = await find([], stateOf([resource("web")]), undefined, {
      STYTCH_PROJECT_ID: "",
    });
    expect(candidates).toMatchObject([{ target: { projectId: PROJECT } }]);
  });

  test.for<[string, object, RegExp]>([
    ["a lost secret", resource("bad", confidential(undefined)), /does not know its secret/],
    [
      "a client that is only read",
      resource("bad", { ...confidential(undefined), more: { external: true } }),
      /does not know its secret/,
    ],
    [
      "another project",
      resource("bad", { outputs: { projectId: "project-test-other" } }),
      /belongs to project-test-other, not to project-test-0/,
    ],
    [
      "a deletion whose successor is to come",
      resource("bad", { more: { pendingReplacement: true } }),
      /deleted to be replaced; run pulumi up/,
    ],
    ["no id", resource("bad", { more: { id: "" } }), /its create did not end/],
  ])("w/ %s says so, and tests the others", async ([, bad, reason]) => {
    const { candidates } = await find(["--all"], stateOf([resource("web"), bad]));
    expect(candidates).toMatchObject([
      { kind: "testable" },
      { kind: "untestable", reason: expect.stringMatching(reason) },
    ]);
    expect(candidates[1]?.target.app.name).toBe("bad");
  });

  test("w/ a create that was interrupted says so", async () => {
    const operations = [
      { type: "creating", resource: resource("new") },
      { type: "updating", resource: resource("web") },
    ];
    const state = stateOf([resource("web")], {}, { pending_operations: operations });
    const { candidates } = await find(["--all"], state);
    expect(candidates).toMatchObject([
      { kind: "testable" },
      { kind: "untestable", reason: expect.stringMatching(/its create did not end/) },
    ]);
  });

  test("w/ an encrypted state in a file names the command", async () => {
    const state = stateOf([resource("web", confidential(encrypted))]);
    const { candidates, asked } = await find(["--outputs", "state.json"], state);
    expect(asked).toEqual([false]);
    expect(candidates).toMatchObject([
      { kind: "untestable", reason: expect.stringMatching(/pulumi stack export --show-secrets/) },
    ]);
  });

  test.for([stateOf([]), { version: 3, deployment: {} }, {}])("w/ %j finds none", async (data) => {
    await expect(find(["--all"], data)).rejects.toThrow(/The stack has no ConnectedApp/);
  });
});
