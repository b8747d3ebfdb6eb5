import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { createProjectReader } from "../../../provider/src/stytch/reader.ts";
import { auditProject } from "../../../review/src/audit/audit-project.ts";
import { takeSnapshot } from "../../../review/src/audit/snapshot.ts";
import { startRigWith } from "../../provider/_many-clients.ts";
import { NOW, stateOf } from "../_project.ts";

const DOCUMENTS = {
  "GET /v1/public/{project_id}/.well-known/openid-configuration": 1,
  "GET /v1/public/{project_id}/.well-known/oauth-authorization-server": 1,
  "GET /v1/public/{project_id}/.well-known/jwks.json": 1,
};

it("audits 5,000 clients with 5 searches, 3 documents and the calls that it may make", async () => {
  const { rig } = await startRigWith(5000);
  const reader = createProjectReader(rig.settings);
  await rig.setFaults();
  const snapshot = await takeSnapshot(reader, 1);
  await reader.close();
  expect((await rig.stats()).requests).toEqual({
    "POST /v1/connected_apps/clients/search": 5,
    "POST /v1/b2b/organizations/search": 1,
    ...DOCUMENTS,
  });
  const [app] = snapshot.apps;
  if (app === undefined) throw new Error("no client");
  const changed = { ...app, clientId: `connected-app-test-${randomUUID()}`, clientName: "drifted" };
  const apps = [...snapshot.apps, changed];
  const state = stateOf({ ...changed, clientName: "former" }, rig.settings.projectId);
  const audit = auditProject({ ...snapshot, apps }, state, { now: NOW });
  expect(audit.clients).toHaveLength(5001);
  expect(audit.clients.filter(({ isManaged }) => isManaged)).toMatchObject([
    { findings: [{ id: "name-changed" }] },
  ]);
});
