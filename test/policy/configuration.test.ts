import type { PolicyPackConfig } from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import {
  rules as all,
  type Configuration,
  checkConfiguration,
  evaluate,
} from "../../policy/src/index.ts";
import { app } from "./_client.ts";
import { run } from "./_policies.ts";

const LIFETIME = "connected-app-access-token-lifetime";
const FULL_ACCESS = "connected-app-no-full-access-for-third-party";
const exemption = {
  ...{ client: "partner", rule: LIFETIME, reason: "r", owner: "o", expires: "2026-12-31" },
};

const WRONG: [configuration: Configuration, parts: string[]][] = [
  [{ "connected-apps": { profile: "lax" } }, ["connected-apps: profile", '"strict"', '"advisory"']],
  [{ "connected-apps": { profle: "x" } }, ["connected-apps: profle", "Allowed: profile, levels"]],
  [
    { "connected-apps": { levels: { [LIFETIME]: "remediate" } } },
    [`levels.${LIFETIME}`, '"disabled"'],
  ],
  [{ "connected-apps": { levels: { nonsense: "advisory" } } }, ["levels.nonsense", LIFETIME]],
  [{ "connected-apps": { projectId: "p" } }, ["projectId", "project-live-"]],
  [{ [LIFETIME]: { publicMinutes: 0 } }, [`${LIFETIME}: publicMinutes`, ">=1", "public clients"]],
  [{ [LIFETIME]: { maxMinutes: 5 } }, [`${LIFETIME}: maxMinutes`, "firstPartyMinutes, third"]],
  [{ [FULL_ACCESS]: { x: 5 } }, [`${FULL_ACCESS}: x`, "It has no parameters"]],
  [
    { "connected-apps": { exemptions: [{ ...exemption, rule: "x" }] } },
    ["exemptions[0].rule names no rule", LIFETIME],
  ],
  [
    { "connected-apps": { exemptions: [{ ...exemption, expires: "soon" }] } },
    ["exemptions[0].expires"],
  ],
  [
    { "connected-apps": { exemptions: [{ ...exemption, until: "x" }] } },
    ["exemptions[0].until", "Allowed: client, rule, reason, owner, expires, acknowledgeCritical"],
  ],
  [
    { "connected-apps": { exemptions: [exemption, { ...exemption, rule: FULL_ACCESS }] } },
    ["exemptions[1].acknowledgeCritical must be true", FULL_ACCESS],
  ],
];

describe("a wrong configuration", () => {
  it.each(WRONG)(
    "%j is one mandatory finding, in the engine as in the library",
    (configuration, parts) => {
      const findings = evaluate([app()], configuration);
      expect(findings).toMatchObject([{ level: "mandatory" }]);
      for (const part of parts) expect(findings[0]?.message).toContain(part);
      const { reported } = run([app()], configuration as PolicyPackConfig);
      expect(reported).toMatchObject([{ level: "mandatory" }]);
      expect(reported[0]?.message).toContain(findings[0]?.message);
    },
  );

  it.each([
    [{ nonsense: "advisory" }, "nonsense is not a policy"],
    [{ [LIFETIME]: "sometimes" }, `${LIFETIME}: enforcementLevel must be one of "advisory"`],
    [{ [LIFETIME]: 7 }, `${LIFETIME}: enforcementLevel must be one of`],
    [{ all: "sometimes" }, "all: enforcementLevel must be one of"],
  ])("%j, which an engine refuses itself, is a finding of the library", (configuration, part) => {
    expect(evaluate([app()], configuration)).toMatchObject([
      { level: "mandatory", message: expect.stringContaining(part) },
    ]);
  });

  it("stops every client", () => {
    const { reported } = run([app(), app({}, { name: "b", urn: "urn:pulumi:prod::shop::t::b" })], {
      "connected-apps": { profile: "lax" },
    });
    expect(reported.filter(({ policy }) => policy === "connected-apps")).toHaveLength(2);
  });
});

describe("checkConfiguration()", () => {
  it.each([
    [{ "connected-app-redirect-http": { httpHostsInTest: ["a.example"] } }, "redirect-https?"],
    [{ "connected-app-redirect-htps": "advisory" }, "Did you mean connected-app-redirect-https?"],
    [{ "connected-apps": { levels: { "connected-app-logo-http": "disabled" } } }, "logo-https?"],
    [{ [LIFETIME]: { minutes: 5 } }, "minutes is not a parameter"],
    [{ [LIFETIME]: "sometimes" }, `${LIFETIME}: enforcementLevel must be one of`],
    [[], "must be a JSON object"],
  ])("names what is wrong with %j", (given, part) => {
    expect(checkConfiguration(JSON.stringify(given))).toEqual([expect.stringContaining(part)]);
  });

  it("finds nothing wrong with what an engine takes", () => {
    for (const text of ["", "{}", '{"environments": ["a/b"], "all": "advisory"}'])
      expect(checkConfiguration(text)).toEqual([]);
  });

  it("finds what is no JSON", () => {
    expect(checkConfiguration("{,}")).toEqual([expect.stringContaining("must be a JSON object")]);
  });
});

describe("evaluate()", () => {
  const bad = app({ fullAccessAllowed: true, accessTokenExpiryMinutes: 90 });
  // Without the rules that are disabled as long as nobody configures them.
  const rules = all.filter(({ level }) => level !== "disabled");
  const brief = (configuration: Configuration) =>
    evaluate([bad], configuration, { rules }).map(({ rule, level }) => `${rule} ${level}`);

  it("finds nothing wrong with a good client", () => {
    expect(evaluate([app()])).toEqual([]);
    expect(evaluate([])).toEqual([]);
  });

  it("says rule, severity, level, client and property", () => {
    expect(evaluate([bad])[0]).toEqual({
      rule: FULL_ACCESS,
      severity: "critical",
      level: "mandatory",
      urn: bad.urn,
      property: "fullAccessAllowed",
      message: expect.stringContaining("full sessions of your users"),
      exempted: false,
    });
  });

  it("takes levels as an engine does: of the rule, else of all", () => {
    expect(brief({ all: "advisory", [LIFETIME]: "mandatory" })).toEqual([
      `${FULL_ACCESS} advisory`,
      `${LIFETIME} mandatory`,
    ]);
    expect(brief({ all: "disabled", [LIFETIME]: { enforcementLevel: "advisory" } })).toEqual([
      `${LIFETIME} advisory`,
    ]);
  });

  it("names what would be remediated, and judges the client as it is then", () => {
    expect(brief({ [LIFETIME]: "remediate" })).toEqual([
      `${LIFETIME} remediate`,
      `${FULL_ACCESS} mandatory`,
    ]);
  });

  it("changes nothing in what it is given", () => {
    const frozen = app(Object.freeze({ accessTokenExpiryMinutes: 90 }));
    const before = structuredClone(frozen);
    evaluate([Object.freeze(frozen)], Object.freeze({ [LIFETIME]: "remediate" }));
    expect(frozen).toEqual(before);
  });
});
