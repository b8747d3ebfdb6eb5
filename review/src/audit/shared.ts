import type { ListedConnectedApp } from "pulumi-stytch-connected-apps/reading";
import {
  analyzeUrl,
  isOwnMachine,
  shown,
  shownUrl,
} from "pulumi-stytch-connected-apps-policy/analysis";
import type { ClientRef } from "../client.ts";
import type { Finding } from "../report.ts";
import { found } from "./findings.ts";

/** Others that a sentence names. */
const MOST_NAMED = 3;

export interface Referred {
  readonly app: ListedConnectedApp;
  readonly client: ClientRef;
  readonly title: string;
}

/** What several clients have that should be of one: a name, or a redirect. */
export function judgeShared(clients: readonly Referred[]): Finding[] {
  const names = grouped(clients, ({ app }) =>
    [app.clientName.trim().toLowerCase()].filter(Boolean),
  );
  const redirects = grouped(clients, ({ app }) =>
    app.redirectUrls.filter((url) => !isOnOwnMachine(url)),
  );
  return clients.flatMap((one) => {
    const { app, client } = one;
    const namesakes = names.get(app.clientName.trim().toLowerCase()) ?? [];
    const shared = [...new Set(app.redirectUrls)].filter((url) => isShared(redirects.get(url)));
    return [
      ...(isShared(namesakes)
        ? [
            found(client, "name-shared", "another client has the same name", {
              property: "clientName",
              details: [others(one, namesakes, "clientId")],
            }),
          ]
        : []),
      ...shared.map((url) =>
        found(client, "redirect-shared", `another client has the redirect ${shownUrl(url)} too`, {
          property: "redirectUrls",
          details: [others(one, redirects.get(url) ?? [], "title")],
        }),
      ),
    ];
  });
}

function isShared(clients: readonly Referred[] | undefined): boolean {
  return clients !== undefined && clients.length > 1;
}

/** `"a", "b" and 1 more`: in the details, since a sentence stays the same when yet another one comes. */
function others(one: Referred, all: readonly Referred[], by: "clientId" | "title"): string {
  // One of so many may be the client itself.
  const rest = all.slice(0, MOST_NAMED + 1).filter((other) => other !== one);
  const named = rest
    .slice(0, MOST_NAMED)
    .map(({ app, title }) => shown(by === "clientId" ? app.clientId : title));
  const left = all.length - 1 - named.length;
  return `${named.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}

/** Several programs of one machine listen there one after the other, which mixes nothing up. */
function isOnOwnMachine(url: string): boolean {
  const { host } = analyzeUrl(url);
  return host !== undefined && isOwnMachine(host);
}

function grouped(
  clients: readonly Referred[],
  keysOf: (client: Referred) => readonly string[],
): Map<string, Referred[]> {
  const groups = new Map<string, Referred[]>();
  for (const client of clients) {
    for (const key of new Set(keysOf(client))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [client]);
      else group.push(client);
    }
  }
  return groups;
}
