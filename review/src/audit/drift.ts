import { ORGANIZATION_FIELD_NAMES } from "pulumi-stytch-connected-apps/lifecycle";
import type { ListedConnectedApp } from "pulumi-stytch-connected-apps/reading";
import type { Change } from "../change.ts";
import type { Client } from "../client.ts";
import { meaningOf } from "../meaning/index.ts";
import type { StateClient } from "../read/index.ts";
import type { Finding } from "../report.ts";
import { found } from "./findings.ts";
import { liveClient } from "./live-client.ts";

/** What someone changed elsewhere, as the change of a client; undefined where all is as the state says. */
export function driftOf(known: StateClient, app: ListedConnectedApp): Change | undefined {
  return changeTo(known, liveClient(app, known));
}

/** The same for the setting of an organization. */
export function driftOfOrganization(
  known: StateClient,
  settings: Readonly<Record<string, unknown>>,
): Change | undefined {
  const fields = Object.fromEntries(ORGANIZATION_FIELD_NAMES.map((name) => [name, settings[name]]));
  return changeTo(known, { ...known.held, fields: { ...known.held.fields, ...fields } });
}

function changeTo(known: StateClient, after: Client): Change | undefined {
  const change: Change = { client: known.client, kind: "update", before: known.held, after };
  const isSame = JSON.stringify(known.held.fields) === JSON.stringify(after.fields);
  return isSame ? undefined : change;
}

/** What the drift of each client means, as a deployment that did the same would mean it. */
export function meaningsOfDrift(changes: readonly Change[]): Finding[] {
  return changes.flatMap((change) =>
    meaningOf(change, { changes })
      .filter(({ id }) => id !== "order-changed")
      .map((finding) => ({ ...finding, sentence: `changed outside Pulumi: ${finding.sentence}` })),
  );
}

/** What became of a client's secrets since the state was written. */
export function judgeSecretsOf(known: StateClient | undefined, app: ListedConnectedApp): Finding[] {
  if (known === undefined) return [];
  const { client, outputs } = known;
  const valid = [app.clientSecretLastFour, app.nextClientSecretLastFour].filter(Boolean);
  const remembered = [outputs.clientSecretLastFour, outputs.nextClientSecretLastFour];
  const isOther =
    typeof outputs.clientSecretLastFour === "string" &&
    valid.length > 0 &&
    valid.some((lastFour) => !remembered.includes(lastFour));
  if (!isOther) return [];
  const sentence =
    "its secret, or the next one, was made outside Pulumi: the state has other last characters";
  return [found(client, "secret-other", sentence, { property: "clientSecret" })];
}
