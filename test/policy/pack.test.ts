import { describe, expect, it } from "vitest";
import schema from "../../plugin/schema.json" with { type: "json" };
import { createPolicies } from "../../policy/src/pack.ts";
import { rules } from "../../policy/src/rules/index.ts";
import { SECRET_OUTPUTS } from "../../policy/src/secrets.ts";
import { TOKENS } from "../../policy/src/tokens.ts";
import { typeToken } from "../../provider/src/program/resources/dynamic-resource.ts";
import { app } from "./_client.ts";
import { run, UNKNOWN } from "./_policies.ts";

const FULL_ACCESS = "connected-app-no-full-access-for-third-party";
const LIFETIME = "connected-app-access-token-lifetime";
const bad = app({ fullAccessAllowed: true });
const brief = ({ reported }: ReturnType<typeof run>) =>
  reported.map(({ policy, level }) => `${policy} ${level}`);

describe("the pack", () => {
  it("reports nothing about a client that violates no rule", () => {
    expect(run([app()]).reported).toEqual([]);
  });

  it("reports what a rule finds, with the level of the rule", () => {
    expect(run([bad]).reported).toMatchObject([
      {
        policy: FULL_ACCESS,
        level: "mandatory",
        message: expect.stringMatching(/^fullAccessAllowed is true for a client of type .*\.$/),
      },
    ]);
    expect(brief(run([bad], { [FULL_ACCESS]: "advisory" }))).toEqual([`${FULL_ACCESS} advisory`]);
    expect(brief(run([bad], { [FULL_ACCESS]: "disabled" }))).toEqual([]);
  });

  it("reports what a rule over the stack finds, at the client", () => {
    const own = app({ clientType: "first_party" }, { name: "own" });
    expect(run([own, app()]).reported).toMatchObject([
      { policy: "connected-app-audience-not-shared", level: "advisory", urn: app().urn },
    ]);
  });

  it("ignores resources of other types, unless the settings name the type", () => {
    const type = "acme:index:ConnectedApp";
    const other = app({ fullAccessAllowed: true }, { type });
    expect(run([other]).reported).toEqual([]);
    expect(brief(run([other], { "connected-apps": { types: [type] } }))).toEqual([
      `${FULL_ACCESS} mandatory`,
    ]);
  });

  it("looks for the type tokens that the provider uses", () => {
    const { connectedApp, organization } = TOKENS;
    expect(connectedApp.dynamic).toBe(typeToken("ConnectedApp"));
    expect(organization.dynamic).toBe(typeToken("OrganizationConnectedApps"));
    const { resources } = schema;
    expect([connectedApp.plugin, organization.plugin]).toEqual(Object.keys(resources));
    expect(SECRET_OUTPUTS).toEqual(
      Object.entries(resources[connectedApp.plugin].properties)
        .filter(([, property]) => "secret" in property && property.secret)
        .map(([name]) => name),
    );
  });

  it("has a policy for each rule, between the settings and the exemptions", () => {
    expect(createPolicies().map(({ name, enforcementLevel }) => [name, enforcementLevel])).toEqual([
      ["connected-apps", "remediate"],
      ...rules.map(({ name, level, isIdle }) => [name, isIdle ? "remediate" : level]),
      ["connected-apps-exemptions", "advisory"],
    ]);
  });

  it("tells the engine types and defaults of the parameters, save those of a profile", () => {
    const schemaOf = (rule: string, parameter: string) =>
      createPolicies().find(({ name }) => name === rule)?.configSchema?.properties[parameter];
    const description = expect.any(String);
    expect(schemaOf("connected-app-redirect-count", "max")).toEqual({
      type: "integer",
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      default: 10,
      description,
    });
    expect(schemaOf(LIFETIME, "publicMinutes")).toEqual({
      type: "integer",
      minimum: 1,
      maximum: 525_600,
      description,
    });
  });

  it("accepts custom rules", () => {
    const [first] = rules;
    if (first === undefined) throw new Error("there is no rule");
    expect(createPolicies({ rules: [first] }).map(({ name }) => name)).toEqual([
      "connected-apps",
      first.name,
      "connected-apps-exemptions",
    ]);
  });
});

describe("remediation", () => {
  const code = 'exports.handler=()=>require("x")';

  it("changes the one property, and nothing a second time", () => {
    const client = app({ fullAccessAllowed: true, __provider: code });
    const config = { [FULL_ACCESS]: "remediate" } as const;
    const { reported, properties } = run([client], config);
    expect(reported).toEqual([]);
    expect(properties).toEqual([{ ...client.properties, fullAccessAllowed: false }]);
    expect(run([app(properties[0])], config).properties).toEqual(properties);
  });

  it("works next to values that are not known", () => {
    const client = app({ fullAccessAllowed: true, redirectUrls: [UNKNOWN] });
    const { properties } = run([client], { [FULL_ACCESS]: "remediate" });
    expect(properties).toEqual([{ ...client.properties, fullAccessAllowed: false }]);
  });

  it("clamps a lifetime", () => {
    const config = { [LIFETIME]: "remediate" } as const;
    const { properties } = run([app({ accessTokenExpiryMinutes: 90 })], config);
    expect(properties).toMatchObject([{ accessTokenExpiryMinutes: 30 }]);
  });

  it.each([
    { profile: "advisory" },
    { levels: { [FULL_ACCESS]: "advisory" } },
    {
      exemptions: [
        {
          ...{ client: "partner", rule: FULL_ACCESS, reason: "r", owner: "o" },
          ...{ expires: "2026-06-15", acknowledgeCritical: true },
        },
      ],
    },
  ])("leaves the client alone with %j", (settings) => {
    const config = { [FULL_ACCESS]: "remediate", "connected-apps": settings } as const;
    const { reported, properties } = run([bad], config);
    expect(properties).toEqual([bad.properties]);
    expect(reported).toMatchObject([{ policy: FULL_ACCESS, level: "advisory" }]);
  });

  it("does not happen with parameters that are wrong, which stop the deployment", () => {
    const config = { [LIFETIME]: { enforcementLevel: "remediate", publicMinutes: "x" } } as const;
    const { reported, properties } = run([app({ accessTokenExpiryMinutes: 90 })], config);
    expect(properties).toMatchObject([{ accessTokenExpiryMinutes: 90 }]);
    expect(reported).toMatchObject([{ policy: LIFETIME, level: "mandatory" }]);
  });
});

describe("profiles and levels", () => {
  const client = app({ fullAccessAllowed: true, accessTokenCustomAudience: "" });
  const AUDIENCE = "connected-app-custom-audience";

  it.each([
    ["baseline", [`${FULL_ACCESS} mandatory`, `${AUDIENCE} advisory`]],
    ["strict", [`${FULL_ACCESS} mandatory`, `${AUDIENCE} mandatory`]],
    ["advisory", [`${FULL_ACCESS} advisory`, `${AUDIENCE} advisory`]],
  ])("%s decides", (profile, expected) => {
    expect(brief(run([client], { "connected-apps": { profile } }))).toEqual(expected);
  });

  it.each([
    ["baseline", 30, []],
    ["strict", 30, [`${LIFETIME} mandatory`]],
    ["strict", 15, []],
  ])("%s decides on parameters: %i minutes", (profile, accessTokenExpiryMinutes, expected) => {
    const client = app({ accessTokenExpiryMinutes });
    expect(brief(run([client], { "connected-apps": { profile } }))).toEqual(expected);
    const config = { "connected-apps": { profile }, [LIFETIME]: { thirdPartyMinutes: 30 } };
    expect(brief(run([client], config))).toEqual([]);
  });

  it("are overruled by the levels of the settings", () => {
    const levels = { [AUDIENCE]: "advisory", [FULL_ACCESS]: "disabled" };
    expect(brief(run([client], { "connected-apps": { profile: "strict", levels } }))).toEqual([
      `${AUDIENCE} advisory`,
    ]);
  });
});

/** The rule that is easier on test projects, once someone is listed. */
const OTHERS = { "connected-app-full-access-allowlist": { allowedClients: ["other"] } };

describe("the environment", () => {
  const own = app({ clientType: "first_party", fullAccessAllowed: true });
  const level = (settings: object, projectId: unknown) =>
    run([own], { "connected-apps": { ...settings }, ...OTHERS }, { projectId }).reported.map(
      (reported) => reported.level,
    );

  it.each([
    ["project-live-1", {}, "mandatory"],
    ["project-test-1", {}, "advisory"],
    ["project-test-1", { liveStacks: ["prod"], projectId: "project-live-1" }, "advisory"],
    ["project-test-1", { profile: "strict" }, "mandatory"],
    [null, {}, "mandatory"],
    [UNKNOWN, { testStacks: ["pr*"] }, "advisory"],
    [null, { testStacks: ["pr*"], liveStacks: ["prod"] }, "mandatory"],
    [null, { testStacks: ["dev"] }, "mandatory"],
    [null, { projectId: "project-test-1" }, "advisory"],
  ])("of project %s with %j makes the violation %s", (projectId, settings, expected) => {
    expect(level(settings, projectId)).toEqual([expected]);
  });
});

describe("the variable STYTCH_PROJECT_ID", () => {
  const own = app({ clientType: "first_party", fullAccessAllowed: true });
  const env = { STYTCH_PROJECT_ID: "project-test-1" };

  const level = (projectId: unknown) => run([own], OTHERS, { projectId, env }).reported[0]?.level;

  it("tells the project where the stack's configuration does not", () => {
    expect(level(null)).toBe("advisory");
    expect(level("project-live-1")).toBe("mandatory");
  });

  it("does not stand in for the project of a provider that is not known yet", () => {
    expect(level(UNKNOWN)).toBe("mandatory");
  });
});

describe("values not known in a preview", () => {
  it.each([
    ["fullAccessAllowed", UNKNOWN],
    ["redirectUrls", [UNKNOWN]],
    ["accessTokenTemplateContent", { org: UNKNOWN }],
    ["clientType", UNKNOWN],
    ["logoUrl", UNKNOWN],
  ])("make the rules that read %s advisory notes", (property, value) => {
    const { reported } = run([app({ [property]: value })]);
    expect(reported.length).toBeGreaterThan(0);
    expect(reported.filter(({ level }) => level !== "advisory")).toEqual([]);
    expect(reported[0]?.message).toContain(`.${property}`);
  });

  it.each([
    ["fullAccessAllowed", UNKNOWN],
    ["redirectUrls", ["https://a.example/", UNKNOWN]],
    ["accessTokenTemplateContent", { org: [UNKNOWN] }],
  ])("fail the preview with failOnUnknown: %s", (property, value) => {
    const config = { "connected-apps": { failOnUnknown: true } };
    const { reported } = run([app({ [property]: value })], config);
    expect(reported[0]).toMatchObject({
      policy: "connected-apps",
      level: "mandatory",
      message: expect.stringContaining(`${property} is not known before the update`),
    });
    expect(run([app({ clientDescription: UNKNOWN })], config).reported).toEqual([]);
  });
});
