import { readFileSync } from "node:fs";
import { Secret } from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import { clientsIn } from "../../policy/src/clients-in.ts";
import { kindByProvider } from "../../policy/src/provider-text.ts";
import { app, thirdParty } from "./_client.ts";
import { run, UNKNOWN } from "./_policies.ts";

const FULL_ACCESS = "connected-app-no-full-access-for-third-party";
const UNREADABLE = "connected-app-inputs-readable";
const DELEGATING =
  'exports.handler=()=>({create:(i)=>require("pulumi-stytch-connected-apps/dynamic").connectedApp.create(i.x)})';

const bad = thirdParty({ fullAccessAllowed: true });
const inSnakeCase = { client_type: "third_party", full_access_allowed: true };

/** A dynamic resource with these inputs and nothing else. */
const resource = (properties: Record<string, unknown>, name = "partner") => ({
  ...app({}, { type: "pulumi-nodejs:dynamic:Resource", name }),
  properties,
});

const reportedOf = (properties: Record<string, unknown>, config = {}) =>
  run([resource(properties)], config).reported;

const of = (policy: string, reported: ReturnType<typeof reportedOf>) =>
  reported.filter((one) => one.policy === policy);

describe("a smoke test, which has the client that it tests among its inputs", () => {
  const TYPE = "pulumi-nodejs:dynamic/stytch:SmokeTest";
  const PROVIDER = 'exports.handler=()=>require("stytch-connected-apps-smoke/dynamic").smokeTest';
  const smokeTest = (__provider: string, type = TYPE) => ({
    ...resource({ app: { ...bad, clientSecret: new Secret("canary") }, __provider }),
    type,
  });
  const findingsOf = (...given: Parameters<typeof smokeTest>) =>
    of(FULL_ACCESS, run([smokeTest(...given)]).reported);

  it("is not a client", () => {
    const source = new URL("../../smoke/src/pulumi/resource.ts", import.meta.url);
    expect(readFileSync(source, "utf8")).toContain(PROVIDER);
    expect(run([smokeTest(PROVIDER)]).reported).toEqual([]);
  });

  it("is recognized by its type where the settings remediate nothing", () => {
    const settings = { "connected-apps": "mandatory" } as const;
    expect(run([smokeTest(PROVIDER)], settings).reported).toEqual([]);
    const other = smokeTest(PROVIDER, "pulumi-nodejs:dynamic/acme:SmokeTest");
    expect(of(FULL_ACCESS, run([other], settings).reported)).toHaveLength(1);
    for (const properties of [bad, { apps: [bad] }, { app: { twin: bad } }]) {
      const hidden = { ...smokeTest(PROVIDER), properties };
      expect(of(FULL_ACCESS, run([hidden], settings).reported)).toHaveLength(1);
    }
  });

  it.each([
    ["before", `/* */${PROVIDER}`],
    ["after", `${PROVIDER};exports.handler=()=>mine`],
    ["instead", DELEGATING],
  ])("is judged like any resource with other text %s that of its provider", (_where, text) => {
    expect(findingsOf(text)).toHaveLength(1);
  });
});

describe("a client within the inputs of a dynamic resource", () => {
  it.each([
    [{ app: bad }, "app.fullAccessAllowed"],
    [{ apps: [thirdParty(), bad] }, "apps[1].fullAccessAllowed"],
    [{ a: { b: [{ c: bad }] } }, "a.b[0].c.fullAccessAllowed"],
    [{ body: JSON.stringify({ app: bad }) }, "body.app.fullAccessAllowed"],
    [{ ...inSnakeCase }, "fullAccessAllowed"],
    [{ app: inSnakeCase }, "app.fullAccessAllowed"],
    [{ ...thirdParty(), twin: bad }, "twin.fullAccessAllowed"],
    [{ ...thirdParty(), redirectUrls: { twin: bad } }, "redirectUrls.twin.fullAccessAllowed"],
    [{ clientType: "first_party", twin: bad, __provider: DELEGATING }, "twin.fullAccessAllowed"],
  ])("is judged, with its place: %j", (properties, place) => {
    expect(of(FULL_ACCESS, reportedOf(properties))).toEqual([
      expect.objectContaining({
        level: "mandatory",
        message: expect.stringMatching(
          `^${place.replaceAll(/[[\].]/g, "\\$&")} is true for a client of type "third_party": `,
        ),
      }),
    ]);
    expect(of(UNREADABLE, reportedOf(properties))).toEqual([]);
  });

  it("is judged in a program in Python too", () => {
    const python = { ...resource({ ...inSnakeCase }), type: "pulumi-python:dynamic/acme:App" };
    expect(of(FULL_ACCESS, run([python]).reported)).toMatchObject([{ level: "mandatory" }]);
  });

  it("is not corrected, and so stops the deployment whatever the level", () => {
    const settings = { [FULL_ACCESS]: "remediate" } as const;
    for (const properties of [{ app: bad }, { ...inSnakeCase }]) {
      const outcome = run([resource(properties)], settings);
      expect(outcome.properties).toEqual([properties]);
      expect(of(FULL_ACCESS, outcome.reported)).toMatchObject([{ level: "mandatory" }]);
    }
  });

  it("is judged by its known values, and the rest is reported as advisory", () => {
    const found = reportedOf({ apps: [{ ...bad, clientType: UNKNOWN }, UNKNOWN, bad] });
    expect(of(FULL_ACCESS, found)).toMatchObject([
      { level: "mandatory", message: expect.stringContaining("apps[2].fullAccessAllowed is true") },
      { level: "advisory", message: expect.stringContaining("can't be known during preview") },
    ]);
    const settings = { "connected-apps": { failOnUnknown: true } };
    const refused = reportedOf({ apps: [{ ...bad, clientType: UNKNOWN }] }, settings);
    expect(of("connected-apps", refused)).toMatchObject([
      { message: expect.stringMatching(/^apps\[0\]\.clientType is not known before the update: /) },
    ]);
  });

  it("may be exempt by the name of its resource", () => {
    const exemption = { client: "partner", rule: FULL_ACCESS, reason: "old", owner: "me" };
    const exemptions = [{ ...exemption, expires: "2026-07-01", acknowledgeCritical: true }];
    const found = reportedOf({ apps: [bad] }, { "connected-apps": { exemptions } });
    expect(of(FULL_ACCESS, found)).toMatchObject([{ level: "advisory" }]);
    expect(of("connected-apps-exemptions", found)).toEqual([]);
  });

  it("is compared with the others of its resource, and reported there", () => {
    const shared = { accessTokenCustomAudience: "https://shared.example" };
    const found = reportedOf({ apps: [thirdParty(shared), thirdParty(shared)] });
    const { urn } = resource({});
    expect(of("connected-app-audience-not-shared", found)).toMatchObject([
      { urn, message: expect.stringMatching(/^apps\[0\]\.accessTokenCustomAudience is/) },
      { urn, message: expect.stringMatching(/: see apps\[0\]\.accessTokenCustomAudience of/) },
    ]);
  });

  it.each([
    ["app", { app: { ...inSnakeCase, redirect_urls: [new Secret("https://*.acme.dev")] } }],
    ["app", { app: new Secret({ ...inSnakeCase, redirect_urls: ["https://*.acme.dev"] }) }],
    ["apps[0]", { apps: [{ ...bad, redirectUrls: new Secret(["https://*.acme.dev"]) }] }],
    [
      "body",
      { body: new Secret('{"clientType":"third_party","redirectUrls":["https://*.acme.dev"]}') },
    ],
  ])("keeps its secrets: %s", (place, properties) => {
    const said = reportedOf(properties).map(({ message }) => message);
    expect(said).toContainEqual(
      expect.stringContaining(`${place}.redirectUrls[0] is [secret], with [secret] in its host`),
    );
    expect(said.join("\n")).not.toContain("acme");
  });

  it("shows what is not secret next to a secret", () => {
    const redirect_urls = ["https://*.acme.dev"];
    const said = reportedOf({ app: { ...inSnakeCase, redirect_urls, note: new Secret("note") } });
    expect(said.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('app.redirectUrls[0] is "https://*.acme.dev"'),
    );
  });

  it("is found under the name that a provider reads, if there are two", () => {
    const twice = {
      clientType: "third_party",
      client_type: "first_party",
      fullAccessAllowed: true,
    };
    expect(clientsIn({ app: twice })[0]?.properties.clientType).toBe("third_party");
  });

  it("is searched for within bounds that no hand-written input exceeds", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(clientsIn(circle)).toEqual([]);
    const nest = (levels: number): unknown => (levels === 0 ? bad : { in: nest(levels - 1) });
    expect(clientsIn({ x: nest(7) })).toHaveLength(1);
    expect(clientsIn({ x: nest(50) })).toEqual([]);
    const many = Array.from({ length: 50_000 }, () => ({ x: {} }));
    expect(clientsIn({ many, app: bad })).toEqual([]);
    expect(clientsIn({ app: bad, many })).toHaveLength(1);
    const long = JSON.stringify({ note: "x".repeat(200_000), ...bad });
    expect(clientsIn({ long })).toEqual([]);
  });
});

describe("a resource whose provider creates clients, with unreadable inputs", () => {
  const hidden = { kind: "third_party", __provider: DELEGATING };

  it("is stopped, with a remedy", () => {
    expect(reportedOf(hidden)).toEqual([
      expect.objectContaining({
        policy: UNREADABLE,
        level: "mandatory",
        message:
          "clientType is not among the inputs of a resource whose provider creates clients in Stytch: no rule can judge a client whose inputs it cannot find. Declare each client with the class ConnectedApp, or give this resource the inputs of ConnectedApp under their names.",
      }),
    ]);
  });

  it("is advisory if a preview does not know its inputs", () => {
    expect(reportedOf({ ...hidden, kind: UNKNOWN })).toEqual([
      expect.objectContaining({ policy: UNREADABLE, level: "advisory" }),
    ]);
  });

  it("may be exempt, and is advisory in the profile advisory", () => {
    const exemption = { client: "partner", rule: UNREADABLE, reason: "old", owner: "me" };
    const exemptions = [{ ...exemption, expires: "2026-07-01" }];
    for (const settings of [{ exemptions }, { profile: "advisory" }])
      expect(reportedOf(hidden, { "connected-apps": settings })).toMatchObject([
        { policy: UNREADABLE, level: "advisory" },
      ]);
  });

  it("is one under our own token too, unless it has a type", () => {
    const own = (properties: object) => run([{ ...app(), properties: { ...properties } }]).reported;
    expect(of(UNREADABLE, own({ app: "x" }))).toHaveLength(1);
    const judged = own({ fullAccessAllowed: true });
    expect(of(UNREADABLE, judged)).toHaveLength(1);
    expect(of("connected-app-full-access-allowlist", judged)).toHaveLength(1);
    expect(of(UNREADABLE, own({ clientType: "third_party" }))).toEqual([]);
    expect(of(UNREADABLE, own({ clientType: UNKNOWN }))).toEqual([]);
    expect(of(UNREADABLE, own({ clientType: "[secret]" }))).toEqual([]);
  });

  it("is none without a provider in the program", () => {
    const reported = run([{ ...resource(hidden), type: "acme:index:Thing" }]).reported;
    expect(of(UNREADABLE, reported)).toEqual([]);
  });
});

describe("the text of a provider", () => {
  it("that is not known, or not a string, reveals nothing", () => {
    expect(kindByProvider(undefined)).toBeUndefined();
    expect(kindByProvider(new Secret("x"))).toBeUndefined();
  });

  it("is read in linear time", () => {
    for (const text of ['"', "'", "`", '"\\', "\\\\", "connected_apps/"])
      expect(kindByProvider(text.repeat(200_000))).toBeUndefined();
  });
});
