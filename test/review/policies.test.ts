import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../review/src/client.ts";
import type { Report } from "../../review/src/report.ts";
import { reviewChanges } from "../../review/src/review-changes.ts";
import { SEVERITIES } from "../../review/src/severities/index.ts";
import { changeOf, clientWith } from "./_changes.ts";
import { NOW } from "./_reports.ts";

const SAFE = {
  redirectUrls: ["https://app.example.com/cb"],
  accessTokenExpiryMinutes: 10,
  accessTokenCustomAudience: "shop",
  clientDescription: "The shop",
};
const HTTP = "http://app.example.com/cb";
const RULE = "connected-app-redirect-https";

function review(before: object | undefined, after: object | undefined, configuration = {}): Report {
  const side = (fields: object | undefined) => fields && clientWith({ ...SAFE, ...fields });
  const change = changeOf(side(before), side(after), { kind: before ? "update" : "create" });
  return reviewChanges({ changes: [change], problems: [], notes: [] }, { now: NOW, configuration });
}

const rulesOf = (findings: Report["policy"]["new"]) => findings.map(({ rule }) => rule);

const exemption = {
  client: "web",
  rule: RULE,
  reason: "the old devices",
  owner: "devices@example.com",
  expires: "2026-12-31",
  acknowledgeCritical: true,
};

const withExemption = (more: object = {}) => ({
  "connected-apps": { exemptions: [{ ...exemption, ...more }] },
});

describe("what policies find", () => {
  it("is new where the change brings it", () => {
    const { policy } = review({}, { redirectUrls: [HTTP] });
    expect(rulesOf(policy.new)).toEqual([RULE]);
    expect(policy.new[0]).toMatchObject({
      severity: "critical",
      level: "mandatory",
      property: "redirectUrls[0]",
      client: { name: "web" },
    });
    expect(policy.before).toEqual([]);
  });

  it("was there before where the client had it, at another place of the list too", () => {
    const { policy } = review(
      { redirectUrls: [HTTP] },
      { redirectUrls: ["https://app.example.com/cb", HTTP] },
    );
    expect(rulesOf(policy.before)).toEqual([RULE]);
    expect(policy).toMatchObject({ new: [], resolved: 0 });
  });

  it("stands with the worst first, and what is settled last", () => {
    const before = clientWith(SAFE);
    const worse = { ...SAFE, redirectUrls: [HTTP], logoUrl: "http://app.example.com/logo.png" };
    const names = Array.from({ length: 12 }, (_, at) => `a-${at}`);
    const changes = [
      ...names.map((name) =>
        changeOf(before, clientWith({ ...SAFE, logoUrl: worse.logoUrl }), { name }),
      ),
      changeOf(before, clientWith(worse), { name: "web" }),
      changeOf(before, clientWith(worse), { name: "zebra" }),
    ];
    const deployment = { changes, problems: [], notes: [] };
    const report = reviewChanges(deployment, { now: NOW, configuration: withExemption() });
    const all = report.policy.new;
    expect(all[0]).toMatchObject({ severity: "critical", client: { name: "zebra" } });
    expect(all.at(-1)).toMatchObject({ isExempted: true, client: { name: "web" } });
    const ranks = all.slice(0, -1).map(({ severity }) => SEVERITIES.indexOf(severity));
    expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
  });

  it("is resolved where the change takes it away", () => {
    const { policy } = review({ redirectUrls: [HTTP] }, {});
    expect(policy).toEqual({ new: [], before: [], resolved: 1 });
  });

  it("is new for a new client", () => {
    expect(rulesOf(review(undefined, { redirectUrls: [HTTP] }).policy.new)).toEqual([RULE]);
  });

  it("leaves out what cannot be seen, and judges the rest", () => {
    const { policy } = review(
      {},
      {
        redirectUrls: [UNKNOWN, HTTP],
        fullAccessAllowed: UNKNOWN,
        accessTokenExpiryMinutes: UNKNOWN,
      },
    );
    expect(rulesOf(policy.new)).toEqual([RULE]);
  });

  it("is by the configuration", () => {
    const off = { "connected-apps": { levels: { [RULE]: "disabled" } } };
    expect(review({}, { redirectUrls: [HTTP] }, off).policy.new).toEqual([]);
  });

  it("counts for the severity of the report, unless an exemption covers it", () => {
    // In itself no change that a login notices.
    const logo = { logoUrl: "http://static.example.com/logo.png" };
    expect(review({}, logo).severity).not.toBe("cosmetic");
    const covered = withExemption({ rule: "connected-app-logo-https" });
    const report = review({}, logo, covered);
    expect(report.policy.new).toMatchObject([{ isExempted: true }]);
    expect(report.severity).toBe("cosmetic");
  });
});

describe("exemptions", () => {
  it("are listed with their end, and whether they are used", () => {
    const used = review({}, { redirectUrls: [HTTP] }, withExemption());
    expect(used.exemptions).toEqual([
      {
        client: "web",
        rule: RULE,
        reason: "the old devices",
        owner: "devices@example.com",
        expires: "2026-12-31",
        isExpired: false,
        isUsed: true,
      },
    ]);
    expect(review({}, {}, withExemption()).exemptions).toMatchObject([{ isUsed: false }]);
    const other = review({}, { redirectUrls: [HTTP] }, withExemption({ client: "mobile" }));
    expect(other.exemptions).toMatchObject([{ isUsed: false }]);
  });

  it("that expired cover nothing", () => {
    const report = review({}, { redirectUrls: [HTTP] }, withExemption({ expires: "2026-11-19" }));
    expect(report.exemptions).toMatchObject([{ isExpired: true, isUsed: false }]);
    expect(report.policy.new).toMatchObject([{ isExempted: false }]);
    const lastDay = review({}, { redirectUrls: [HTTP] }, withExemption({ expires: "2026-11-20" }));
    expect(lastDay.exemptions).toMatchObject([{ isExpired: false, isUsed: true }]);
  });
});
