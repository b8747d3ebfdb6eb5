import { describe, expect, it } from "vitest";
import { evaluate } from "../../policy/src/index.ts";
import type { ConnectedApp } from "../../policy/src/rule.ts";
import { app } from "./_client.ts";
import { run } from "./_policies.ts";

const LIFETIME = "connected-app-access-token-lifetime";
const FULL_ACCESS = "connected-app-no-full-access-for-third-party";
const SHARED = "connected-app-audience-not-shared";
const bad = app({ accessTokenExpiryMinutes: 90 });

function exempt(change: Record<string, unknown> = {}) {
  const exemption = {
    client: "partner",
    rule: LIFETIME,
    reason: "old devices",
    owner: "devices@example.com",
    expires: "2026-06-15",
    ...change,
  };
  return { "connected-apps": { exemptions: [exemption] } };
}

/** Level and message of all that is reported, the same through pack and library. */
function report(apps: ConnectedApp[], configuration: Record<string, object>, day = "2026-06-15") {
  const now = new Date(`${day}T23:59:59Z`);
  const { reported } = run(apps, configuration, { now });
  const findings = evaluate(apps, configuration, { now });
  expect(findings.map(({ rule, level }) => [rule, level])).toEqual(
    reported.map(({ policy, level }) => [policy, level]),
  );
  for (const [index, { message }] of findings.entries())
    expect(reported[index]?.message).toContain(message);
  return findings.map(({ level, message }) => `${level}: ${message}`);
}

describe("an exemption", () => {
  it("makes a violation advisory, with reason, owner and last day", () => {
    expect(report([bad], exempt())).toEqual([
      expect.stringMatching(
        /^advisory: Exempted until 2026-06-15 by devices@example.com \(old devices\): accessTokenExpiryMinutes is 90/,
      ),
    ]);
  });

  it("may mean the client by its URN, or several by a pattern", () => {
    for (const client of ["urn:pulumi:prod::*::partner", "part*", "*"])
      expect(report([bad], exempt({ client }))).toEqual([expect.stringMatching(/^advisory: Ex/)]);
  });

  it("holds for its client and its rule only, and is reported if nothing needs it", () => {
    const unused = expect.stringMatching(/^advisory: The exemption of devices.* is not used: rem/);
    expect(report([bad], exempt({ client: "other" }))).toEqual([
      expect.stringMatching(/^mandatory: accessTokenExpiryMinutes/),
      unused,
    ]);
    expect(report([bad], exempt({ rule: SHARED }))).toHaveLength(2);
    expect(report([app()], exempt())).toEqual([unused]);
  });

  it("is not used by a rule that is disabled", () => {
    expect(report([bad], { ...exempt(), [LIFETIME]: { enforcementLevel: "disabled" } })).toEqual([
      expect.stringContaining("is not used"),
    ]);
  });

  it("ends with its last day", () => {
    expect(report([bad], exempt(), "2026-06-16")).toEqual([
      expect.stringMatching(
        /^mandatory: accessTokenExpiryMinutes .* The exemption of devices@example.com expired on 2026-06-15/,
      ),
    ]);
    expect(report([app()], exempt(), "2026-06-16")).toEqual([
      expect.stringContaining("is not used and expired on 2026-06-15"),
    ]);
  });

  it("may follow one that expired", () => {
    const {
      exemptions: [old],
    } = exempt()["connected-apps"];
    const renewed = { ...old, expires: "2027-01-01" };
    const configuration = { "connected-apps": { exemptions: [old, renewed] } };
    expect(report([bad], configuration, "2026-07-01")).toEqual([
      expect.stringContaining("Exempted until 2027-01-01"),
    ]);
  });

  it("holds in every profile, and for a rule over the stack", () => {
    const strict = { profile: "strict", ...exempt()["connected-apps"] };
    expect(report([bad], { "connected-apps": strict })).toEqual([
      expect.stringMatching(/^advisory/),
    ]);
    const own = app({ clientType: "first_party" }, { name: "own", urn: "urn:pulumi:a::b::c::own" });
    expect(report([own, app()], exempt({ rule: SHARED }))).toEqual([
      expect.stringMatching(/^advisory: Exempted .* the same as for "own"/),
    ]);
  });

  it.each([
    ["2027-06-17", undefined, "2027-06-16"],
    ["9999-12-31", undefined, "2027-06-16"],
    ["2026-07-16", 30, "2026-07-15"],
  ])("until %s is too long with maxExemptionDays %s", (expires, maxExemptionDays, last) => {
    const { exemptions } = exempt({ expires })["connected-apps"];
    const settings = { exemptions, ...(maxExemptionDays && { maxExemptionDays }) };
    expect(report([bad], { "connected-apps": settings })).toEqual([
      expect.stringContaining(
        `connected-apps: exemptions[0].expires must be ${last} or before (maxExemptionDays).`,
      ),
      expect.stringMatching(/^mandatory: accessTokenExpiryMinutes/),
    ]);
  });

  it("may hold to the last day that the settings allow", () => {
    const { exemptions } = exempt({ expires: "2027-12-31" })["connected-apps"];
    expect(report([bad], { "connected-apps": { exemptions, maxExemptionDays: 564 } })).toEqual([
      expect.stringMatching(/^advisory: Exempted until 2027-12-31/),
    ]);
  });

  it.each([
    [{ expires: "9999-12-31" }, /expires must be 2027-06-16 or before/],
    [{ client: "*" }, /client must not match all clients/],
    [{ client: "**" }, /client must not match all clients/],
    [{ client: "urn:*" }, /client must not match all clients/],
    [{ client: "urn:pulumi:prod::*::*" }, /client must not match all clients/],
    [{ acknowledgeCritical: false }, /acknowledgeCritical must be true/],
  ])(
    "from a critical rule must be acknowledged, temporary and for some clients only: %j",
    (change, problem) => {
      const critical = app({ fullAccessAllowed: true });
      const given = exempt({ rule: FULL_ACCESS, acknowledgeCritical: true, ...change });
      const now = new Date("2026-06-15T12:00:00Z");
      const findings = evaluate([critical], given, { now });
      expect(findings.map(({ level }) => level)).toEqual(["mandatory", "mandatory"]);
      expect(findings[0]?.message).toMatch(problem);
    },
  );

  it.each(["part*", "urn:*::partner", "urn:pulumi:prod::*::part*"])(
    "from a critical rule may be for some: %s",
    (client) => {
      const given = exempt({ rule: FULL_ACCESS, acknowledgeCritical: true, client });
      expect(report([app({ fullAccessAllowed: true })], given)).toEqual([
        expect.stringMatching(/^advisory: Exempted/),
      ]);
    },
  );

  it("from a critical rule may hold for as long as the settings say", () => {
    const change = { rule: FULL_ACCESS, acknowledgeCritical: true, expires: "2027-12-31" };
    const { exemptions } = exempt(change)["connected-apps"];
    const critical = app({ fullAccessAllowed: true });
    expect(report([critical], { "connected-apps": { exemptions, maxExemptionDays: 730 } })).toEqual(
      [expect.stringMatching(/^advisory: Exempted until 2027-12-31/)],
    );
  });

  it("from a critical rule must be acknowledged", () => {
    const critical = app({ fullAccessAllowed: true });
    const configuration = exempt({ rule: FULL_ACCESS, acknowledgeCritical: true });
    expect(report([critical], configuration)).toEqual([expect.stringMatching(/^advisory: Ex/)]);
  });
});
