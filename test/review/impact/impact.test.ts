import { describe, expect, it } from "vitest";
import { findImpact } from "../../../review/src/impact/impact.ts";
import { endingClients, withImpact } from "../../../review/src/impact/with-impact.ts";
import { IMPACT_FORMATTERS, impactText } from "../../../review/src/report/impact.ts";
import { changeOf, clientWith } from "../_changes.ts";
import { CALLBACK, startProject } from "../_project.ts";
import { reportOf } from "../_reports.ts";

const WEB = { clientType: "first_party" as const, clientName: "Web", redirectUrls: [CALLBACK] };

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
      clients: ids.map((clientId) => ({
        ...{ clientId, name: undefined, people: 14 },
        organizations: [{ id: "o", name: "Acme" }],
      })),
    });
    const sentences = told.clients.flatMap(({ findings }) => findings.map((one) => one.sentence));
    expect(sentences.filter((one) => one.includes("would lose it"))).toEqual([
      expect.stringMatching(/dies.*: at least 1 organization and 14 members would lose it$/),
    ]);
    expect(told.severity).toBe(report.severity);
  });
});
