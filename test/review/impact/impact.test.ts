import { describe, expect, it } from "vitest";
import { findImpact } from "../../../review/src/impact/impact.ts";
import { endingClients, withImpact } from "../../../review/src/impact/with-impact.ts";
import { IMPACT_FORMATTERS, impactText } from "../../../review/src/report/impact.ts";
import { changeOf, clientWith } from "../_changes.ts";
import { CALLBACK, startProject } from "../_project.ts";
import { reportOf } from "../_reports.ts";

const WEB = { clientType: "first_party" as const, clientName: "Web", redirectUrls: [CALLBACK] };

const LISTING = "POST /v1/connected_apps/clients/search";

/** A project in which two people have let one client in, one of them another client too. */
async function startScene(vertical: "consumer" | "b2b") {
  const project = await startProject(vertical);
  const [web, other, unused] = [
    await project.api.createConnectedApp(WEB),
    await project.api.createConnectedApp({ ...WEB, clientName: "Other" }),
    await project.api.createConnectedApp({ ...WEB, clientName: "Unused" }),
  ];
  const first = await project.letIn(web.clientId);
  await project.letIn(web.clientId);
  await project.letIn(other.clientId, first);
  await project.requests();
  const ids = [web.clientId, other.clientId, unused.clientId];
  return { ...project, ids };
}

describe("the impact of the end of clients", () => {
  it("is the organizations and members that have let them in", async () => {
    const { reader, ids, requests } = await startScene("b2b");
    const impact = await findImpact(reader, ids, { calls: 100 });
    expect(impact).toMatchObject({ vertical: "b2b", isComplete: true, asked: 2, total: 2 });
    expect(impact.clients.map((one) => [one.organizations.length, one.people])).toEqual([
      [2, 2],
      [1, 1],
      [0, 0],
    ]);
    expect(await requests()).toEqual({
      [LISTING]: 1,
      "POST /v1/b2b/organizations/search": 1,
      "GET /v1/b2b/organizations/{organization_id}/connected_apps": 2,
      "GET /v1/b2b/organizations/{organization_id}/connected_apps/{connected_app_id}": 3,
    });
    expect(impact.calls).toBe(6);
  });

  it("is the users that have let them in", async () => {
    const { reader, ids, requests } = await startScene("consumer");
    const impact = await findImpact(reader, ids, { calls: 100 });
    expect(impact).toMatchObject({ vertical: "consumer", isComplete: true, asked: 2 });
    expect(impact.clients.map(({ people }) => people)).toEqual([2, 1, 0]);
    expect(await requests()).toEqual({
      [LISTING]: 1,
      "POST /v1/b2b/organizations/search": 1,
      "POST /v1/users/search": 1,
      "GET /v1/users/{user_id}/connected_apps": 2,
    });
  });

  it.each(["b2b", "consumer"] as const)(
    "of a %s project is 'at least' that where the calls do not suffice",
    async (vertical) => {
      const { reader, ids } = await startScene(vertical);
      const whole = await findImpact(reader, ids, { calls: 100 });
      for (let calls = 0; calls < whole.calls; calls += 1) {
        const impact = await findImpact(reader, ids, { calls });
        expect(impact).toMatchObject({ isComplete: false, calls });
        for (const [at, one] of impact.clients.entries()) {
          expect(one.people).toBeLessThanOrEqual(whole.clients[at]?.people ?? 0);
          expect(impactText(one, impact)).toMatch(/^at least \d+ /);
        }
      }
      const enough = await findImpact(reader, ids, { calls: whole.calls });
      expect(enough).toEqual(whole);
    },
  );

  it("counts only members of the clients in question", async () => {
    const { reader, ids, requests } = await startScene("b2b");
    await findImpact(reader, ids.slice(1), { calls: 100 });
    const sent = await requests();
    const path = "GET /v1/b2b/organizations/{organization_id}/connected_apps/{connected_app_id}";
    expect(sent[path]).toBe(1);
  });

  it("is written for people, for comments and for programs", async () => {
    const { reader, ids } = await startScene("b2b");
    const impact = await findImpact(reader, ids.slice(0, 1), { calls: 100 });
    const organization = { id: "o", name: "<b>@all</b>\u202e" };
    const hostile = {
      ...impact,
      clients: impact.clients.map((one) => ({ ...one, organizations: [organization] })),
    };
    const pretty = IMPACT_FORMATTERS.pretty(hostile);
    expect(pretty).toContain(`${ids[0]}: 1 organization and 2 members would lose it\n`);
    expect(pretty).not.toContain("\u202e");
    expect(IMPACT_FORMATTERS.markdown(hostile)).toContain("\\<b\\>\\@");
    expect(JSON.parse(IMPACT_FORMATTERS.json(impact))).toMatchObject({
      version: 1,
      isComplete: true,
      clients: [{ clientId: ids[0], people: 2 }],
    });
  });
});

describe("the impact of a client that the project does not have", () => {
  const FOREIGN = "connected-app-live-99999999-9999-4999-8999-999999999999";

  it("is none: each format says so, and what to do, beside those that are there", async () => {
    const { reader, ids } = await startScene("consumer");
    const [web = ""] = ids;
    const mistyped = `${web.slice(0, -1)}x`;
    const impact = await findImpact(reader, [FOREIGN, web, mistyped, "unused"], { calls: 100 });
    expect(impact.clients.map(({ clientId, name }) => [clientId, name])).toEqual([[web, "Web"]]);
    const no = `the project ${reader.projectId} has no such client`;
    const problems = [
      `${no}; the id is of a live project: correct STYTCH_PROJECT_ID and STYTCH_SECRET`,
      `${no}; did you mean ${web}?`,
      `${no}; did you mean ${ids[2]}?`,
    ];
    const asked = [FOREIGN, mistyped, "unused"];
    expect(IMPACT_FORMATTERS.pretty(impact).split("\n")).toEqual([
      `Web, ${web}: 2 users would lose it`,
      ...asked.map((clientId, at) => `${clientId}: ${problems[at]}`),
      expect.stringContaining("2 users asked"),
      "",
    ]);
    const { missing } = JSON.parse(IMPACT_FORMATTERS.json(impact)) as typeof impact;
    expect(missing).toMatchObject(
      asked.map((clientId, at) => ({ clientId, problem: problems[at] })),
    );
    expect(IMPACT_FORMATTERS.markdown(impact)).toContain("**the project project-");
  });

  it("asks no one where the project has none of them", async () => {
    const { reader, requests } = await startScene("b2b");
    const impact = await findImpact(reader, [FOREIGN], { calls: 100 });
    expect(impact).toMatchObject({ vertical: undefined, asked: 0, calls: 0, clients: [] });
    expect(await requests()).toEqual({ [LISTING]: 1 });
    expect(IMPACT_FORMATTERS.pretty(impact)).toContain("no one was asked.");
  });
});

describe("a review with impact", () => {
  it("says whom the end of a client hits, and nothing of one that only changes", () => {
    const client = clientWith({ redirectUrls: [CALLBACK] });
    const ended = changeOf(client, undefined, { kind: "delete", name: "ended" });
    const changed = changeOf(client, clientWith(), { name: "changed" });
    const report = reportOf([ended, changed]);
    const ids = endingClients(report);
    expect(ids).toEqual([ended.client.id]);
    const told = withImpact(report, {
      ...{ projectId: "p", vertical: "b2b", isComplete: false, asked: 9, total: 20, calls: 10 },
      missing: [],
      clients: ids.map((clientId) => ({
        ...{ clientId, name: "", people: 14 },
        organizations: [{ id: "o", name: "Acme" }],
      })),
    });
    const sentences = told.clients.flatMap(({ findings }) => findings.map((one) => one.sentence));
    expect(sentences.filter((one) => one.includes("would lose it"))).toEqual([
      expect.stringMatching(/dies.*: at least 1 organization and 14 members would lose it$/),
    ]);
    expect(told.severity).toBe(report.severity);
  });

  it("says of a client that is deleted already that no one would lose it", () => {
    const report = reportOf([changeOf(clientWith(), undefined, { kind: "delete" })]);
    const told = withImpact(report, {
      ...{ projectId: "p", vertical: undefined, isComplete: true, asked: 0, total: 0, calls: 0 },
      clients: [],
      missing: endingClients(report).map((clientId) => ({ clientId, near: [] })),
    });
    const sentences = told.clients.flatMap(({ findings }) => findings.map((one) => one.sentence));
    expect(sentences[0]).toMatch(/: the project has no such client any more, so that no one/);
  });
});
