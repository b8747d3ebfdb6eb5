import { describe, expect, it } from "vitest";
import type { Audit } from "../../../review/src/audit/audit.ts";
import { setSwitches } from "../../emulator/_oauth.ts";
import { CALLBACK, startProject, stateOf, stateOfOrganization } from "../_project.ts";

const WEB = {
  clientType: "first_party" as const,
  clientName: "Web",
  redirectUrls: [CALLBACK],
};

/** `severity id` of all that the table says, of the client with this title or of the project. */
function said(audit: Audit, title?: string): string[] {
  const of = title === undefined ? audit : audit.clients.find((one) => one.title === title);
  return (of?.findings ?? []).map(({ severity, id }) => `${severity} ${id}`);
}

describe("an audit of a project", () => {
  it("says nothing of a client that is as its stack says", async () => {
    const { api, settings, audit } = await startProject();
    const app = await api.createConnectedApp(WEB);
    const found = await audit(stateOf(app, settings.projectId));
    expect(said(found, "Web")).toEqual([]);
    expect(found.clients).toMatchObject([
      { isManaged: true, owner: '"web" of the stack "shop/prod"', redirects: [`"${CALLBACK}"`] },
    ]);
    expect(found.findings).toEqual([]);
  });

  it("tells who made a client that no stack knows, as far as Stytch does", async () => {
    const project = await startProject();
    await project.api.createConnectedApp(WEB);
    await setSwitches({ api: project } as never, { dynamicClientRegistration: true });
    const registered = await project.call(
      "POST",
      `/v1/public/${project.settings.projectId}/oauth2/register`,
      { client_name: "Tool", redirect_uris: ["http://127.0.0.1/cb"] },
    );
    expect(registered.status).toBeLessThan(300);
    const found = await project.audit([]);
    expect(said(found, "Web")).toEqual(["medium client-unmanaged"]);
    expect(said(found, "Tool")).toEqual(["low client-registered"]);
    expect(said(found)).toEqual(["medium registration-open"]);
    expect(found.server.registrationEndpoint).toContain("/oauth2/register");
  });

  it("says of no client that no stack knows it where no state was given", async () => {
    const { api, audit } = await startProject();
    await api.createConnectedApp(WEB);
    const found = await audit();
    expect(said(found, "Web")).toEqual([]);
    expect(found.clients).toMatchObject([{ isManaged: undefined }]);
  });

  it.each(["dynamic", "plugin"] as const)(
    "means by a drift what a deployment would mean by it, of the %s",
    async (door) => {
      const { api, settings, audit } = await startProject();
      const app = await api.createConnectedApp(WEB);
      await api.updateConnectedApp(app.clientId, {
        redirectUrls: [CALLBACK, "https://app.examp1e.com/callback"],
        fullAccessAllowed: true,
      });
      const found = await audit(stateOf(app, settings.projectId, { door }));
      expect(said(found, "Web")).toEqual([
        "critical full-access-on",
        "critical redirect-lookalike",
      ]);
      expect(found.severity).toBe("critical");
      expect(found.clients[0]?.findings[0]?.sentence).toMatch(/^changed outside Pulumi: /);
    },
  );

  it("takes a form in which the server holds a value for no drift", async () => {
    const { api, settings, audit } = await startProject();
    const app = await api.createConnectedApp({ ...WEB, logoUrl: "https://cdn.example.com/" });
    const outputs = { requestedFields: { logoUrl: "https://cdn.example.com" } };
    expect(said(await audit(stateOf(app, settings.projectId, { outputs })), "Web")).toEqual([]);
  });

  it("tells of a client that is gone, and leaves those of other projects out", async () => {
    const { api, settings, audit } = await startProject();
    const app = await api.createConnectedApp(WEB);
    await api.deleteConnectedApp(app.clientId);
    const other = "project-test-00000000-0000-4000-8000-0000000000ff";
    const states = [
      ...stateOf(app, settings.projectId),
      ...stateOf({ ...app, clientId: "elsewhere" }, other, { name: "other" }),
    ];
    const found = await audit(states);
    expect(said(found, "web")).toEqual(["high client-missing"]);
    expect(found.clients).toHaveLength(1);
  });

  it("tells of a client that two stacks hold", async () => {
    const { api, settings, audit } = await startProject();
    const app = await api.createConnectedApp(WEB);
    const states = ["prod", "copy"].flatMap((stack) => stateOf(app, settings.projectId, { stack }));
    const found = await audit(states);
    expect(said(found, "Web")).toEqual(["high client-owned-twice"]);
    expect(found.clients[0]?.findings[0]?.sentence).toContain('"shop/copy"');
  });

  it("tells an open rotation from one that the state does not know", async () => {
    const { api, settings, audit } = await startProject();
    const app = await api.createConnectedApp(WEB);
    const { nextClientSecret, ...rotating } = await api.startSecretRotation(app.clientId);
    const known = stateOf(rotating, settings.projectId);
    const unknown = stateOf(app, settings.projectId);
    expect(said(await audit(known), "Web")).toEqual(["low rotation-open"]);
    const found = await audit(unknown);
    expect(said(found, "Web")).toEqual(["high secret-other", "low rotation-open"]);
    for (const secret of [app.clientSecret, nextClientSecret, settings.secret]) {
      expect(JSON.stringify(found)).not.toContain(secret);
    }
  });

  it("tells what several clients share, but on no one's own machine", async () => {
    const { api, audit } = await startProject();
    const local = "http://127.0.0.1:3000/callback";
    await api.createConnectedApp({ ...WEB, redirectUrls: [CALLBACK, local] });
    await api.createConnectedApp({ ...WEB, clientName: " web" });
    await api.createConnectedApp({ ...WEB, clientName: "Other", redirectUrls: [local] });
    const found = await audit();
    expect(said(found, "Web")).toEqual(["medium redirect-shared", "low name-shared"]);
    expect(said(found, " web")).toEqual(["medium redirect-shared", "low name-shared"]);
    expect(said(found, "Other")).toEqual([]);
  });

  it("judges by the policies, and exempts no client by a name that someone else chose", async () => {
    const { api, settings, audit } = await startProject();
    const long = { ...WEB, accessTokenExpiryMinutes: 1440 };
    const own = await api.createConnectedApp({ ...long, clientName: "web" });
    await api.createConnectedApp({ ...long, clientName: "Web " });
    const rule = "connected-app-access-token-lifetime";
    const exemption = { client: "web", rule, reason: "r", owner: "o", expires: "2026-12-31" };
    const configuration = { "connected-apps": { exemptions: [exemption] } };
    const found = await audit(stateOf(own, settings.projectId), 0, configuration);
    const verdicts = found.clients.map(({ isManaged, policy }) => [
      isManaged,
      policy.filter((one) => one.rule === rule).map(({ isExempted }) => isExempted),
    ]);
    expect(verdicts.sort()).toEqual([
      [false, [false]],
      [true, [true]],
    ]);
    expect(found.exemptions).toMatchObject([{ isUsed: true }]);
  });

  it("tells of a setting of an organization that someone changed", async () => {
    const project = await startProject("b2b");
    const { clientId } = await project.api.createConnectedApp(WEB);
    const { organizationId } = await project.letIn(clientId);
    const states = stateOfOrganization(organizationId, project.settings.projectId);
    const same = await project.audit(states, 10);
    expect(same.clients.filter(({ title }) => title === "acme")).toEqual([]);
    await project.api.updateOrganizationConnectedApps(organizationId, {
      firstPartyConnectedAppsAllowedType: "NOT_ALLOWED",
      allowedFirstPartyConnectedApps: [],
      thirdPartyConnectedAppsAllowedType: "ALL_ALLOWED",
      allowedThirdPartyConnectedApps: [],
    });
    const found = await project.audit(states, 10);
    expect(said(found, "acme")).toEqual(["medium organization-narrowed"]);
  });

  it.each(["consumer", "b2b"] as const)(
    "finds a client that no one has let in, in a %s project",
    async (vertical) => {
      const project = await startProject(vertical);
      const [used] = [await project.api.createConnectedApp(WEB)];
      await project.api.createConnectedApp({ ...WEB, clientName: "Left", redirectUrls: [] });
      await project.letIn(used.clientId);
      const found = await project.audit(undefined, 10);
      expect(said(found, "Web")).toEqual([]);
      expect(said(found, "Left")).toEqual(["low client-unused"]);
      const cut = await project.audit(undefined, vertical === "b2b" ? 1 : 2);
      expect(said(cut, "Left")).toEqual([]);
      expect(cut.notes).toEqual([expect.stringContaining("--calls")]);
    },
  );
});
