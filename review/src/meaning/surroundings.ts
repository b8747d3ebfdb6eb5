import {
  analyzeUrl,
  relativesOf,
  type Site,
  siteOf,
} from "pulumi-stytch-connected-apps-policy/analysis";
import type { Change } from "../change.ts";
import { listOf } from "./value.ts";

/** A site that a client of the deployment had before it, and one of its URLs. */
export interface KnownSite extends Site {
  readonly raw: string;
}

/** What the other clients of a deployment are: what a client gets may be theirs, or imitate it. */
export interface Surroundings {
  /** Those of all clients before the deployment, each once, in the same order whatever that of clients. */
  readonly sites: readonly KnownSite[];
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

function sitesOf(changes: readonly Change[]): KnownSite[] {
  const urls = changes.flatMap(({ before }) =>
    ["redirectUrls", "postLogoutRedirectUrls"].flatMap(
      (list) => listOf(before?.fields[list]).texts,
    ),
  );
  const byDomain = new Map<string, KnownSite>();
  for (const raw of [...new Set(urls)].sort()) {
    const { host, isWeb } = analyzeUrl(raw);
    const site = isWeb && host ? siteOf(host) : undefined;
    if (site !== undefined && !byDomain.has(site.domain))
      byDomain.set(site.domain, { ...site, raw });
  }
  return [...byDomain.values()];
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
