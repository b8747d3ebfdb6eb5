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
  [{ "connected-apps": { profle: "x" } }, ["connected-apps: profle", "Did you mean profile?"]],
  [
    { "connected-apps": { levels: { [LIFETIME]: "remediate" } } },
    [`levels.${LIFETIME}`, '"disabled"'],
  ],
  [{ "connected-apps": { levels: { nonsense: "advisory" } } }, ["levels.nonsense", "RULES.md"]],
  [{ "connected-apps": { projectId: "p" } }, ["projectId", "project-live-"]],
  [
    { [LIFETIME]: { publicMinutes: 0 } },
    [`${LIFETIME}: publicMinutes`, "must be at least 1", "public clients"],
  ],
  [{ [LIFETIME]: { maxMinutes: 5 } }, [`${LIFETIME}: maxMinutes`, "firstPartyMinutes, third"]],
  [{ [FULL_ACCESS]: { x: 5 } }, [`${FULL_ACCESS}: x`, "It has no parameters"]],
  [
    { "connected-apps": { exemptions: [{ ...exemption, rule: "x" }] } },
    ["exemptions[0].rule names no rule", "RULES.md"],
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

  it.each([
    ["{,}", "line 1, column 2: not JSON (value expected); correct it there."],
    ['{\n  "all": "advisory"\n  "b": 1\n}', "line 3, column 3: not JSON (comma expected)"],
    ['{ "all": tru }', "line 1, column 10: not JSON (invalid symbol)"],
    ['{\n "all": "advisory",\n}', "line 3, column 1: not JSON"],
    ["{ // why\n}", "line 1, column 3: not JSON (invalid comment token)"],
  ])("says where %j is not JSON", (text, problem) => {
    const [error, ...others] = checkConfiguration(text);
    expect(others).toEqual([]);
    expect(error).toContain(problem);
  });

  it("names the line of the policy in question, of a key that is there twice the last", () => {
    const text = '{\n  "connected-app-a": 1,\n  "all": "loud",\n\n  "connected-app-a": 2\n}';
    const lines = checkConfiguration(text).map((error) => /^line (\d+): /.exec(error)?.[1]);
    expect(lines.sort()).toEqual(["3", "5"]);
  });

  it("names an unknown rule without a list of all rules", () => {
    const [error] = checkConfiguration('{ "entirely-different": "advisory" }');
    expect(error).toBe(
      "line 1: entirely-different is not a policy. RULES.md of this package lists the names.",
    );
  });

  it.each([
    [
      { profile: "strikt" },
      'profile must be one of "baseline", "strict", "advisory". Did you mean strict?',
    ],
    [{ profile: 7 }, 'profile must be one of "baseline", "strict", "advisory".'],
    [{ profil: "strict" }, "profil is not a parameter. Did you mean profile?"],
    [{ failOnUnknown: "yes" }, "failOnUnknown must be true or false, not a string."],
    [{ maxExemptionDays: 0.5 }, "maxExemptionDays must be a whole number, not a number."],
    [{ maxExemptionDays: 0 }, "maxExemptionDays must be at least 1."],
    [{ maxExemptionDays: 9999 }, "maxExemptionDays must be at most 3650."],
    [{ exemptions: {} }, "exemptions must be a list, not an object."],
    [{ exemptions: [{}] }, "exemptions[0].client is missing."],
    [
      { exemptions: [{ client: "a", rule: "b", reason: "c", owner: "", expires: "soon" }] },
      "exemptions[0].expires must be a date as YYYY-MM-DD.",
    ],
    [{ projectId: "x" }, "projectId must begin with project-live- or project-test-."],
    [{ liveStacks: ["a/b"] }, "liveStacks[0] must be only the name of a stack"],
  ])("says of %j path, what is expected and the nearest name", (settings, problem) => {
    const errors = checkConfiguration(JSON.stringify({ "connected-apps": settings }));
    expect(errors.filter((error) => /Invalid|expected \w+, received/.test(error))).toEqual([]);
    expect(errors.join("\n")).toContain(`connected-apps: ${problem}`);
  });
});

describe("evaluate()", () => {
  const bad = app({ fullAccessAllowed: true, accessTokenExpiryMinutes: 90 });
  // Without the rules that are disabled until someone configures them.
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
