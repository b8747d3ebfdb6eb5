import { shown, shownUrl } from "pulumi-stytch-connected-apps-policy/analysis";
import type { Configuration } from "pulumi-stytch-connected-apps-policy/rules";
import type { Change } from "../change.ts";
import type { ClientRef } from "../client.ts";
import { judgePolicies } from "../policies.ts";
import type { StateClient } from "../read/index.ts";
import { type Finding, openIn, type PolicyFinding } from "../report.ts";
import { SEVERITIES, type Severity, worstOf } from "../severities/index.ts";
import type { Audit, AuditedClient } from "./audit.ts";
import { discoveryNotes, judgeDiscovery, serverFacts } from "./discovery.ts";
import { driftOf, judgeSecretsOf, meaningsOfDrift } from "./drift.ts";
import { bySeverity, compare, found } from "./findings.ts";
import { installationNotes, judgeInstallation } from "./installed.ts";
import { hiddenFields, liveClient, refOfUnmanaged } from "./live-client.ts";
import { judgeOrganizations } from "./organizations.ts";
import { type Owners, ownersIn, ownerText, stackText } from "./owners.ts";
import { judgeShared } from "./shared.ts";
import type { Snapshot } from "./snapshot.ts";

export interface AuditOptions {
  /** Of the policies, as `--policy-pack-config` takes it. Default: the profile `baseline`. */
  readonly configuration?: Configuration;
  /** Decides on exemptions and on ages of secrets. Default: now. */
  readonly now?: Date;
}

/** One client of the project, with the state that knows it. */
interface Live {
  readonly app: Snapshot["apps"][number];
  readonly client: ClientRef;
  readonly title: string;
  readonly known: StateClient | undefined;
}

/**
 * Says what is true of a project as it is. Pure, but for the default of `now`.
 *
 * @param states what the states of its stacks remember; undefined where none was given, so that nothing
 *   is said of who looks after what. Clients of other projects in them are left out.
 */
export function auditProject(
  snapshot: Snapshot,
  states: readonly StateClient[] | undefined,
  { configuration = {}, now = new Date() }: AuditOptions = {},
): Audit {
  const { projectId, apps } = snapshot;
  const owners = ownersIn(states ?? [], projectId);
  const lives = apps.map((app) => liveOf(app, owners, projectId));
  const project = projectRef(projectId);
  const judged = judgePolicies(lives.map(policyChange), configuration, now, projectId);
  const policies = Map.groupBy(judged.policy.new, ({ client }) => client?.urn);
  const there = new Set(apps.map(({ clientId }) => clientId));
  const missing = owners.clients.filter(({ client }) => !there.has(client.id ?? ""));
  const findings = Map.groupBy(
    [
      ...lives.flatMap((live) => findingsOf(live, owners, snapshot, states !== undefined)),
      ...driftIn(lives),
      ...judgeShared(lives),
      ...missing.map(({ client }) =>
        found(client, "client-missing", `${shown(client.id ?? "")} is not in the project any more`),
      ),
      ...judgeOrganizations(owners, snapshot),
      ...judgeDiscovery(project, snapshot),
    ],
    ({ client }) => client.urn,
  );
  const audited = (client: ClientRef, rest: Described): AuditedClient => {
    const own = (findings.get(client.urn) ?? []).sort(bySeverity);
    const policy = policies.get(client.urn) ?? [];
    return { client, ...rest, severity: severityOf(own, policy), findings: own, policy };
  };
  const clients = [
    ...lives.map((live) => audited(live.client, describe(live, owners, states !== undefined))),
    ...[...missing, ...owners.organizations]
      .filter(({ client }) => findings.has(client.urn))
      .map((one) => audited(one.client, describeState(one))),
  ].sort(worstFirst);
  const ofProject = (findings.get(project.urn) ?? []).sort(bySeverity);
  const ofNoClient = policies.get(undefined) ?? [];
  return {
    projectId,
    at: now.toISOString(),
    clients,
    findings: ofProject,
    policy: ofNoClient,
    server: serverFacts(snapshot),
    exemptions: judged.exemptions,
    notes: [...discoveryNotes(snapshot), ...installationNotes(snapshot), ...hiddenNotes(lives)],
    severity: worstOf([
      ...clients.flatMap(({ severity }) => severity ?? []),
      ...[severityOf(ofProject, ofNoClient)].flatMap((severity) => severity ?? []),
    ]),
    since: undefined,
  };
}

type Described = Pick<AuditedClient, "title" | "clientType" | "owner" | "isManaged" | "redirects">;

/** A project where a finding names a client: of things that belong to no client. */
export function projectRef(projectId: string): ClientRef {
  return {
    urn: projectId,
    name: projectId,
    type: "stytch:index:Project",
    resource: "ConnectedApp",
    id: undefined,
    projectId,
    place: undefined,
  };
}

function liveOf(app: Live["app"], owners: Owners, projectId: string): Live {
  const known = owners.of(app.clientId)[0];
  const client = known?.client ?? refOfUnmanaged(app, projectId);
  return { app, client, known, title: app.clientName || client.name };
}

/** As something new, so that every violation counts. */
function policyChange({ app, client, known }: Live): Change {
  return { client, kind: "same", before: undefined, after: liveClient(app, known) };
}

function findingsOf(
  { app, client, known }: Live,
  owners: Owners,
  snapshot: Snapshot,
  hasStates: boolean,
): Finding[] {
  const held = owners.of(app.clientId);
  const next = app.nextClientSecretLastFour;
  return [
    ...(hasStates && held.length === 0 ? [unmanaged(client, app)] : []),
    ...(held.length > 1
      ? [found(client, "client-owned-twice", `held by ${held.map(stackText).join(" and by ")}`)]
      : []),
    ...(next !== ""
      ? [
          found(
            client,
            "rotation-open",
            `two secrets are valid: that with the last characters ${shown(app.clientSecretLastFour)} and ${shown(next)}`,
          ),
        ]
      : []),
    ...judgeSecretsOf(known, app),
    ...judgeInstallation(client, app, snapshot.installations),
  ];
}

function unmanaged(client: ClientRef, app: Live["app"]): Finding {
  const origin = ownerText(app);
  return found(
    client,
    origin.isOwnDoing ? "client-registered" : "client-unmanaged",
    "no stack knows it",
    { details: [origin.text] },
  );
}

function driftIn(lives: readonly Live[]): Finding[] {
  return meaningsOfDrift(
    lives.flatMap(({ app, known }) => (known === undefined ? [] : [driftOf(known, app)])),
  );
}

function describe({ app, title, known }: Live, owners: Owners, hasStates: boolean): Described {
  return {
    title,
    clientType: app.clientType,
    owner:
      known === undefined ? ownerText(app).text : owners.of(app.clientId).map(stackText).join(", "),
    isManaged: hasStates ? known !== undefined : undefined,
    redirects: app.redirectUrls.map(shownUrl),
  };
}

function describeState(known: StateClient): Described {
  const { clientType } = known.held.fields;
  return {
    title: known.client.name,
    clientType: typeof clientType === "string" ? clientType : "",
    owner: stackText(known),
    isManaged: true,
    redirects: [],
  };
}

function hiddenNotes(lives: readonly Live[]): string[] {
  const hidden = lives.flatMap(({ known }) => (known ? hiddenFields(known) : []));
  if (hidden.length === 0) return [];
  const names = [...new Set(hidden)].sort().join(", ");
  return [`secret in a state, so that no drift of it can be seen: ${names}`];
}

/** An exempted violation, or one that policies correct, is no reason to look. */
export function severityOf(
  findings: readonly Finding[],
  policy: readonly PolicyFinding[],
): Severity | undefined {
  return worstOf([...findings, ...openIn(policy)].map(({ severity }) => severity));
}

export function worstFirst(left: AuditedClient, right: AuditedClient): number {
  const rank = ({ severity }: AuditedClient) =>
    severity === undefined ? SEVERITIES.length : SEVERITIES.indexOf(severity);
  return (
    rank(left) - rank(right) ||
    compare(left.title, right.title) ||
    compare(left.client.urn, right.client.urn)
  );
}
