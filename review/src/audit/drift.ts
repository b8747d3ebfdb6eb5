import { isDeepStrictEqual } from "node:util";
import { differs, ORGANIZATION_FIELD_NAMES } from "pulumi-stytch-connected-apps/lifecycle";
import type { ListedConnectedApp } from "pulumi-stytch-connected-apps/reading";
import type { Change } from "../change.ts";
import type { Client } from "../client.ts";
import { meaningOf, surroundingsOf } from "../meaning/index.ts";
import type { StateClient } from "../read/index.ts";
import type { Finding } from "../report.ts";
import { found } from "./findings.ts";
import { liveClient } from "./live-client.ts";

/** From what the state says to what is there now; both alike where no one changed anything. */
export function driftOf(known: StateClient, app: ListedConnectedApp): Change {
  return changeTo(known, liveClient(app, known));
}

/** The same for the setting of an organization. */
export function driftOfOrganization(
  known: StateClient,
  settings: Readonly<Record<string, unknown>>,
): Change {
  const live = ORGANIZATION_FIELD_NAMES.map((name): [string, unknown] => {
    const then = known.held.fields[name];
    return [name, differs(then, settings[name], () => false) ? settings[name] : then];
  });
  return changeTo(known, {
    ...known.held,
    fields: { ...known.held.fields, ...Object.fromEntries(live) },
  });
}

function changeTo(known: StateClient, after: Client): Change {
  return { client: known.client, kind: "update", before: known.held, after };
}

/** What the drift means, as a deployment that did the same would mean it. */
export function meaningsOfDrift(changes: readonly Change[]): Finding[] {
  const surroundings = surroundingsOf(changes);
  return changes
    .filter(({ before, after }) => !isDeepStrictEqual(before?.fields, after?.fields))
    .flatMap((change) => meaningOf(change, surroundings))
    .map((finding) => ({ ...finding, sentence: `changed outside Pulumi: ${finding.sentence}` }));
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
