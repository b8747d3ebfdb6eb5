import { describe, expect, it } from "vitest";
import { auditDocument, auditSchema } from "../../../review/src/audit/document.ts";
import { readAudit, since } from "../../../review/src/audit/since.ts";
import { CALLBACK, startProject, stateOf } from "../_project.ts";

const source = (data: unknown) => ({ name: "before.json", text: JSON.stringify(data) });

async function startScene() {
  const project = await startProject();
  const clientType = "third_party_public";
  const app = await project.api.createConnectedApp({
    clientType,
    clientName: "Web‮",
    redirectUrls: [CALLBACK, "http://localhost:3/cb"],
  });
  return { ...project, app, states: stateOf(app, project.settings.projectId) };
}

describe("an audit since an earlier one", () => {
  it("is empty where nothing happened, whatever order its lists have", async () => {
    const { api, app, audit, states } = await startScene();
    const before = readAudit(source(auditDocument(await audit(states))));
    await api.updateConnectedApp(app.clientId, { redirectUrls: app.redirectUrls.toReversed() });
    const now = since(await audit(states), before);
    expect(now.clients).toMatchObject([{ findings: [], policy: [], severity: undefined }]);
    expect(now).toMatchObject({ severity: undefined, since: { at: before.at, resolved: 0 } });
    expect(now.since?.known).toBeGreaterThan(1);
  });

  it("tells only what is new, and how much was resolved", async () => {
    const { api, app, audit, states } = await startScene();
    const before = readAudit(source(auditDocument(await audit(states))));
    await api.updateConnectedApp(app.clientId, { redirectUrls: [CALLBACK] });
    const now = since(await audit(states), before);
    expect(now.clients.flatMap(({ findings }) => findings.map(({ id }) => id))).toEqual([
      "redirect-removed",
    ]);
    expect(now.severity).toBe("medium");
    expect(now.since?.resolved).toBeGreaterThan(0);
  });

  it("is refused of another project, and of anything but an audit", async () => {
    const { audit } = await startScene();
    const now = await audit();
    const before = auditDocument(now);
    expect(() => since(now, { ...before, projectId: "project-test-other" })).toThrow(
      /--since: the earlier audit is of project-test-other/,
    );
    const others = [{ ...before, version: 2 }, {}, [], null, { ...before, clients: [{}] }];
    for (const data of others) {
      expect(() => readAudit(source(data))).toThrow(/^before\.json: is not an audit/);
    }
    expect(() => readAudit({ name: "before.json", text: "{" })).toThrow(/is not an audit/);
  });

  it("reads what is written, and no more is written than is published", async () => {
    const { audit, states } = await startScene();
    const document = auditDocument(await audit(states, 10));
    expect(auditSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
    expect(JSON.stringify(document)).not.toContain("‮");
  });
});
