import { describe, expect, it } from "vitest";
import { kindByType } from "../../policy/src/kind.ts";
import { kindByProvider } from "../../policy/src/provider-text.ts";
import { app, thirdParty } from "./_client.ts";
import { run, UNKNOWN } from "./_policies.ts";

const RULE = "connected-app-no-full-access-for-third-party";
const PROVIDER = 'exports.handler=()=>require("pulumi-stytch-connected-apps/dynamic").connectedApp';
const bad = { fullAccessAllowed: true };

/** Whether the pack finds full access for someone else's client in a resource. */
function isJudged(type: string, properties: Record<string, unknown>): boolean {
  const resource = app({}, { type });
  const { reported } = run([{ ...resource, properties }]);
  return reported.some(({ policy, level }) => policy === RULE && level === "mandatory");
}

describe("a client under another guise is judged", () => {
  it.each([
    "pulumi-nodejs:dynamic/Stytch:ConnectedApp",
    "pulumi-nodejs:dynamic/stytch:connectedapp",
    "pulumi-nodejs:dynamic/acme-stytch:ConnectedApp",
    "stytch:index:ConnectedApp",
    "stytch:index/connectedApp:ConnectedApp",
    "STYTCH:index:CONNECTEDAPP",
  ])("by its token: %s", (type) => {
    expect(isJudged(type, thirdParty(bad))).toBe(true);
  });

  it.each(["pulumi-nodejs:dynamic:Resource", "pulumi-nodejs:acme:Thing"])(
    "by what serves it: %s",
    (type) => {
      const hidden = { clientType: "third_party", ...bad, __provider: PROVIDER };
      expect(isJudged(type, hidden)).toBe(true);
      const delegating = `exports.handler = __f0; const p = ${PROVIDER.slice(16)}; function __f0() {}`;
      expect(isJudged(type, { ...hidden, __provider: delegating })).toBe(true);
    },
  );

  it.each(["pulumi-nodejs:dynamic:Resource", "pulumi-nodejs:acme:Thing"])(
    "by its inputs: %s",
    (type) => {
      expect(isJudged(type, thirdParty(bad))).toBe(true);
      expect(isJudged(type, { clientType: "third_party", ...bad })).toBe(true);
    },
  );

  it("by its inputs where its type is not known yet", () => {
    const { reported } = run([
      app({ clientType: UNKNOWN, ...bad }, { type: "pulumi-nodejs:dynamic:Resource" }),
    ]);
    expect(reported.map(({ policy }) => policy)).toContain("connected-app-full-access-allowlist");
  });

  it("by an alias of another type", () => {
    const signs = { type: "pulumi-nodejs:dynamic:Other", provider: {} };
    const aliasOf = (type: string) => ({ aliases: [`urn:pulumi:prod::shop::a:b:C$${type}::web`] });
    const kind = kindByType(
      { ...signs, opts: aliasOf("pulumi-nodejs:dynamic/stytch:ConnectedApp") },
      { types: [] },
    );
    expect(kind).toBe("ConnectedApp");
    expect(
      kindByType({ ...signs, opts: aliasOf("acme:index:Other") }, { types: [] }),
    ).toBeUndefined();
  });

  it("as to how its secret gets into the state", () => {
    const options = { protect: true, additionalSecretOutputs: [] };
    const { reported } = run([app({}, { type: "pulumi-nodejs:dynamic:Resource", options })]);
    expect(reported.map(({ policy }) => policy)).toContain("connected-app-secret-outputs-marked");
  });

  it("but not as to that where the plugin serves it, which returns its secrets as such", () => {
    const about = { type: "stytch:index:ConnectedApp" };
    const options = { protect: true, additionalSecretOutputs: [] };
    const rotating = app({ nextSecretVersion: "2" }, { ...about, options });
    expect(run([rotating]).reported).toEqual([]);
    const [own] = run([{ ...rotating, type: "stytch:other:ConnectedApp" }]).reported;
    expect(own?.message).toContain('a list without "clientSecret" and "nextClientSecret"');
  });
});

describe("what is not a client is not judged", () => {
  it.each([
    ["salesforce:index:ConnectedApp", thirdParty(bad)],
    ["stytch:index:ConnectedAppPolicy", bad],
    ["aws:cognito/userPoolClient:UserPoolClient", thirdParty(bad)],
    ["pulumi-nodejs:dynamic:Resource", { clientType: "third_party" }],
    ["pulumi-nodejs:dynamic:Resource", { clientType: "vip", redirectUrls: [] }],
    ["pulumi-nodejs:dynamic:Resource", { ...bad, __provider: "exports.handler=()=>({})" }],
  ])("%s with %j", (type, properties) => {
    const { reported } = run([{ ...app({}, { type }), properties }]);
    expect(reported).toEqual([]);
  });

  it("a component of any name", () => {
    const signs = { type: "acme:stytch:ConnectedApp", opts: {} };
    expect(kindByType(signs, { types: [] })).toBeUndefined();
  });
});

it("the setting of an organization is one under another token too", () => {
  expect(kindByProvider(PROVIDER.replace(".connectedApp", ".organizationConnectedApps"))).toBe(
    "OrganizationConnectedApps",
  );
  const { reported } = run([
    { ...app({}, { type: "stytch:index:OrganizationConnectedApps" }), properties: {} },
  ]);
  expect(reported.map(({ policy }) => policy)).toEqual([
    "connected-app-organization-third-party-apps",
  ]);
});

it("an empty project in the stack's configuration counts as not set", () => {
  const own = app({ clientType: "first_party", fullAccessAllowed: true });
  const env = { STYTCH_PROJECT_ID: "project-live-1" };
  const settings = { "connected-apps": { testStacks: ["prod"] } };
  const { reported } = run([own], settings, { projectId: "", env });
  expect(reported).toMatchObject([{ level: "mandatory" }]);
});
