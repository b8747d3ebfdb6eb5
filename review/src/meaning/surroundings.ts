import { relativesOf } from "pulumi-stytch-connected-apps-policy/analysis";
import type { Change } from "../change.ts";
import { type KnownSites, knownSites } from "./known-sites.ts";
import { listOf } from "./value.ts";

/** What the other clients of a deployment are: what a client gets may be theirs, or imitate it. */
export interface Surroundings {
  /** Those of all clients before the deployment. */
  readonly sites: KnownSites;
  /** Names of the clients with an audience after it, by audience and URN. */
  readonly audiences: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By audience, those that differ from it only in case and slashes. */
  readonly sameAudiences: ReadonlyMap<string, readonly string[]>;
}

export function surroundingsOf(changes: readonly Change[]): Surroundings {
  const audiences = audiencesOf(changes);
  const same = [...relativesOf(audiences.keys())].map(([audience, relatives]) => {
    const alike = relatives.filter(({ as }) => as === "same").map((one) => one.audience);
    return [audience, alike] as const;
  });
  return { sites: sitesOf(changes), audiences, sameAudiences: new Map(same) };
}

function sitesOf(changes: readonly Change[]): KnownSites {
  return knownSites(
    changes.flatMap(({ before }) =>
      ["redirectUrls", "postLogoutRedirectUrls"].flatMap(
        (list) => listOf(before?.fields[list]).texts,
      ),
    ),
  );
}

function audiencesOf(changes: readonly Change[]): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const { client, after } of changes) {
    const audience = after?.fields.accessTokenCustomAudience;
    if (typeof audience !== "string" || audience === "") continue;
    const there = found.get(audience) ?? new Map<string, string>();
    found.set(audience, there.set(client.urn, client.name));
  }
  return found;
}
