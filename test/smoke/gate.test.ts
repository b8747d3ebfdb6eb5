import { describe, expect, test } from "vitest";
import { type SmokeGate, smokeGate } from "../../smoke/src/dynamic/smoke-gate.ts";
import { openScene, type Scene } from "./_harness.ts";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

async function openGate(
  scene: Scene,
  configuration: Record<string, string | undefined> = settingsOf(scene),
  environment: NodeJS.ProcessEnv = {},
): Promise<{ gate: SmokeGate; printed: string[] }> {
  const printed: string[] = [];
  const gate = smokeGate(environment, (line) => printed.push(line));
  await gate.configure({ config: { get: (key) => configuration[key] } });
  return { gate, printed };
}

function settingsOf({ target }: Scene): Record<string, string | undefined> {
  return {
    "stytch:projectId": target.projectId,
    "stytch:secret": target.secret,
    "stytch:apiUrl": target.apiUrl,
  };
}

const inputsOf = ({ target }: Scene, more: Record<string, unknown> = {}) => ({
  app: { ...target.app },
  temporarySubject: true,
  __provider: "text",
  ...more,
});

describe("the gate", () => {
  test("keeps how the test ended, and nothing of what was given", async () => {
    const scene = await openScene();
    const { gate } = await openGate(scene);
    const { id, outs } = await gate.create(inputsOf(scene));
    expect(id).toBe("web");
    expect(outs).toEqual({
      status: "passed",
      testedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      clientId: scene.target.app.clientId,
      failedChecks: [],
      tested: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(await gate.diff(id, outs, inputsOf(scene))).toEqual({ changes: false });
  });

  test("fails with what the engine needs to record it, and is red from then on", async () => {
    const scene = await openScene();
    await scene.control("PUT", "/misbehaviours", ["nonce_missing"]);
    const { gate } = await openGate(scene);
    const error = await gate.create(inputsOf(scene)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      id: "web",
      message: expect.stringMatching(
        /^\[ERR_SMOKE_FAILED\] The smoke test of web failed\. id-token/,
      ),
      properties: { status: "failed", failedChecks: ["id-token-claims"], __provider: "text" },
    });
    const { properties: outs } = error as { properties: Record<string, unknown> };
    expect(await gate.diff("web", outs, inputsOf(scene))).toEqual({ changes: true });
    await expect(gate.update("web", outs, inputsOf(scene))).rejects.toMatchObject({ id: "web" });
    await scene.control("PUT", "/misbehaviours", []);
    const updated = await gate.update("web", outs, inputsOf(scene));
    expect(updated.outs).toMatchObject({ status: "passed", failedChecks: [] });
  });

  test("takes trouble with the server for no pass", async () => {
    const scene = await openScene();
    const fault = { route: "POST /v1/oauth2/token", status: 503, times: "always" };
    await scene.control("PUT", "/faults", [fault]);
    const { gate } = await openGate(scene);
    await expect(gate.create(inputsOf(scene))).rejects.toMatchObject({
      message: expect.stringContaining("[ERR_SMOKE_FAILED] The smoke test of web was inconclusive"),
      properties: { status: "inconclusive" },
    });
  });

  test("w/ warnOnly prints the failure, and is red from then on all the same", async () => {
    const scene = await openScene();
    await scene.control("PUT", "/misbehaviours", ["nonce_missing"]);
    const { gate, printed } = await openGate(scene);
    const inputs = inputsOf(scene, { warnOnly: true });
    const { outs } = await gate.create(inputs);
    expect(printed).toEqual([expect.stringMatching(/^warning: \[ERR_SMOKE_FAILED\]/)]);
    expect(await gate.diff("web", outs, inputs)).toEqual({ changes: true });
  });

  test.for([
    ["no one to sign in as", { temporarySubject: false }, {}, /No one to sign in as/],
    ["no project", {}, { "stytch:projectId": "" }, /projectId/],
    ["no project secret", {}, { "stytch:secret": undefined }, /secret: is empty/],
    ["an id that is none", { app: { clientId: "a b" } }, {}, /app\.clientId: is not a client id/],
  ] as const)("w/ %s sends nothing, and is red", async ([, more, settings, message]) => {
    const scene = await openScene();
    const { gate } = await openGate(scene, { ...settingsOf(scene), ...settings });
    await expect(gate.create(inputsOf(scene, more))).rejects.toMatchObject({
      message: expect.stringMatching(message),
      properties: { status: "untested" },
    });
    expect(await scene.control("GET", "/stats")).toMatchObject({ requests: {} });
  });

  test("takes project and person from the environment where nothing else says", async () => {
    const scene = await openScene();
    const { projectId, secret, apiUrl } = scene.target;
    const { gate } = await openGate(
      scene,
      {},
      {
        STYTCH_PROJECT_ID: projectId,
        STYTCH_SECRET: secret,
        STYTCH_API_URL: apiUrl,
        STYTCH_SMOKE_SESSION_TOKEN: "no-session",
      },
    );
    const inputs = inputsOf(scene, { temporarySubject: false });
    await expect(gate.create(inputs)).rejects.toThrow(/web failed\. subject: .*invalid_session/);
  });

  test("takes the project of the client's own provider, completed by the environment alone", async () => {
    const scene = await openScene();
    const { projectId, secret, apiUrl } = scene.target;
    const ofStack = { ...settingsOf(scene), "stytch:projectDomain": "https://login.example.com" };
    const other = { "stytch:projectId": "project-test-other", "stytch:secret": "other" };
    const inputs = inputsOf(scene, { project: { projectId, secret: null, apiUrl } });
    const test = async (settings: object, environment: NodeJS.ProcessEnv) =>
      (await openGate(scene, { ...settings }, environment)).gate.create(inputs);
    const { outs } = await test({ ...ofStack, ...other }, { STYTCH_SECRET: secret });
    expect(outs).toMatchObject({ status: "passed" });
    await expect(test(ofStack, {})).rejects.toThrow(/secret: is empty/);
  });

  test.for([
    ["another client", { app: { clientId: "connected-app-test-2" } }],
    ["another secret", { app: { clientSecret: "another-secret" } }],
    ["another redirect URL", { app: { redirectUrls: ["https://other.example/cb"] } }],
    ["a field that is not known yet", { app: { clientDescription: UNKNOWN } }],
    ["another option", { sessionDurationMinutes: 6 }],
    ["another trigger", { triggers: ["commit"] }],
    ["word that the client was changed in this run", { changedIn: "run" }],
  ] as const)("tests again w/ %s", async ([, change]) => {
    const scene = await openScene();
    const { gate } = await openGate(scene);
    const { outs } = await gate.create(inputsOf(scene));
    const before = inputsOf(scene);
    const app = { ...before.app, ...("app" in change && change.app) };
    const news = { ...before, ...change, app };
    expect(await gate.diff("web", outs, news)).toEqual({ changes: true });
  });

  test("tests once for each run that changed the client", async () => {
    const scene = await openScene();
    const { gate } = await openGate(scene);
    const inputs = inputsOf(scene, { changedIn: "run 1" });
    const { outs } = await gate.create(inputs);
    expect(await gate.diff("web", outs, inputs)).toEqual({ changes: false });
    expect(await gate.diff("web", outs, inputsOf(scene))).toEqual({ changes: false });
    const news = { ...inputs, changedIn: "run 2" };
    expect(await gate.diff("web", outs, news)).toEqual({ changes: true });
  });

  test.for([
    ["another person", { subject: { sessionToken: "another" } }],
    ["another secret of the project", { project: { secret: "another" } }],
    ["another text of the provider", { __provider: "other" }],
    ["null for what was left out", { sessionDurationMinutes: null }],
  ] as const)("does not test again w/ %s", async ([, change]) => {
    const scene = await openScene();
    const { gate } = await openGate(scene);
    const { outs } = await gate.create(inputsOf(scene));
    const news = { ...inputsOf(scene), ...change };
    expect(await gate.diff("web", outs, news)).toEqual({ changes: false });
  });
});

describe("the check of a gate", () => {
  const check = async (inputs: Record<string, unknown>) => {
    const gate = smokeGate({}, () => {});
    return (await gate.check({}, inputs)).failures.map(({ reason }) => reason);
  };
  const app = { clientId: "connected-app-test-1" };

  test("passes what is right, or not known yet", async () => {
    expect(await check({ app, temporarySubject: true, __provider: "text" })).toEqual([]);
    expect(await check({ app: UNKNOWN })).toEqual([]);
    const unknown = { clientId: UNKNOWN, clientType: UNKNOWN, redirectUrls: [UNKNOWN] };
    expect(await check({ app: unknown, projectDomain: UNKNOWN, only: ["token"] })).toEqual([]);
  });

  test.for([
    [{ app: {} }, /app\.clientId: is missing/],
    [{ app: { clientId: UNKNOWN, clientType: "public" } }, /app\.clientType/],
    [{ app, only: ["tokens"] }, /only\.0/],
    [{ app, nonsense: true }, /nonsense/],
    [{ app, projectDomain: "http://login.example.com" }, /projectDomain: may use http/],
    [{ app, project: { id: "project-test-1" } }, /project/],
    [{ app, subject: { sessionToken: "" } }, /subject\.sessionToken: is empty/],
  ] as const)("refuses %j", async ([inputs, reason]) => {
    const [failure, ...more] = await check(inputs);
    expect(failure).toMatch(/^\[ERR_SMOKE_TARGET\] /);
    expect(failure).toMatch(reason);
    expect(more).toEqual([]);
  });
});
