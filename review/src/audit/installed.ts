import type { ListedConnectedApp } from "pulumi-stytch-connected-apps/reading";
import type { ClientRef } from "../client.ts";
import type { Installations } from "../impact/installations.ts";
import type { Finding } from "../report.ts";
import { found } from "./findings.ts";
import type { Snapshot } from "./snapshot.ts";

/** Nothing is said of a client that some organization or user who was not asked may have let in. */
export function judgeInstallation(
  client: ClientRef,
  { clientId }: ListedConnectedApp,
  installations: Installations | undefined,
): Finding[] {
  if (installations === undefined || !installations.isComplete) return [];
  if (installations.asked === 0 || installations.byClient.has(clientId)) return [];
  const asked = `${installations.asked} ${nounOf(installations)} were asked`;
  return [found(client, "client-unused", "no one has let it in", { details: [asked] })];
}

export function installationNotes({ installations, apps }: Snapshot): string[] {
  if (installations === undefined || installations.isComplete) return [];
  const { asked, total, calls, byClient } = installations;
  const of = total === undefined ? "" : ` of ${total}`;
  const used = apps.filter(({ clientId }) => byClient.has(clientId)).length;
  return [
    `of the ${nounOf(installations)} ${asked}${of} were asked (calls: ${calls}), and use ${used} of ${apps.length} clients; ` +
      "so it does not show which ones no one uses. Raise --calls.",
  ];
}

function nounOf({ vertical }: Installations): string {
  return vertical === "b2b" ? "organizations" : "users";
}
