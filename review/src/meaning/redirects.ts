import { shownUrl } from "pulumi-stytch-connected-apps-policy/analysis";
import type { Change } from "../change.ts";
import type { Finding } from "../report.ts";
import type { MeaningId } from "../severities/index.ts";
import { finding, type Judge } from "./finding.ts";
import type { KnownSites } from "./known-sites.ts";
import { knownUrls } from "./known-urls.ts";
import { type AddedUrl, judgeUrl, type UrlMeaning } from "./urls.ts";
import { isUnseen, listOf, unseenAs, unseenOnlyIn } from "./value.ts";

type UrlList = "redirectUrls" | "postLogoutRedirectUrls";

const LISTS: readonly UrlList[] = ["redirectUrls", "postLogoutRedirectUrls"];

/** How a sentence goes on after the URL. */
const CLAUSES: Readonly<Record<UrlMeaning, (other: string) => string>> = {
  "dangerous-scheme": () => "is content that a browser runs or reads, not a place",
  widened: (other) => `admits more than ${other}, which was there`,
  wildcard: () => "has a wildcard: it matches places that no one listed",
  http: () => "is not encrypted",
  lookalike: (other) => `looks like ${other}`,
  ambiguous: () => "leads to different places, by who reads it",
  loopback: () => "is the user's own machine, and the client has a secret",
  "loopback-public": () => "is the user's own machine",
  scheme: () => "opens an app by a scheme that no one owns for certain",
  host: () => "is on a site that is new to the client",
  subdomain: () => "is on another host of a site that the client uses",
  url: () => "is another place on a host that the client uses",
  respelled: (other) => `is another spelling of ${other}`,
};

/** Who gets in: redirects that are added or removed, those after a logout too. */
export const judgeRedirects: Judge = (change, { sites }) => {
  if (change.client.resource !== "ConnectedApp") return [];
  return LISTS.flatMap((list) => judgeList(change, list, sites));
};

function judgeList(change: Change, property: UrlList, sites: KnownSites): Finding[] {
  // Where a client ends, that says it all.
  if (change.after === undefined) return [];
  const before = listOf(change.before?.fields[property]);
  const after = listOf(change.after.fields[property]);
  const [former, present] = [new Set(before.texts), new Set(after.texts)];
  const added = after.texts.filter((url) => !former.has(url));
  // Of a list that cannot be seen nothing is gone for certain.
  const removed = isUnseen(change.after.fields[property])
    ? []
    : before.texts.filter((url) => !present.has(url));
  const clientType = change.after.fields.clientType;
  const known = knownUrls(before.texts, removed, { sites, clientType });
  const judged = added.map((url) => judgeUrl(url, known));
  const respelled = new Set(
    judged.flatMap(({ meaning, other }) => (meaning === "respelled" ? (other ?? []) : [])),
  );
  return [
    ...judged.map((url) => findingOfAdded(change, property, url)),
    ...unseenOnlyIn(after, before).map((element) =>
      finding(
        change,
        property === "redirectUrls" ? "redirect-unknown" : "post-logout-unknown",
        property,
        `${property} has a URL that is ${unseenAs(element)}: it may be any`,
      ),
    ),
    ...removed
      .filter((url) => !respelled.has(url))
      .map((url) =>
        finding(
          change,
          property === "redirectUrls" ? "redirect-removed" : "post-logout-removed",
          property,
          `${shownUrl(url)} is removed from ${property}`,
        ),
      ),
    ...(isReordered(change, property)
      ? [finding(change, "order-changed", property, `${property} has another order`)]
      : []),
  ];
}

function findingOfAdded(
  change: Change,
  property: UrlList,
  { raw, meaning, other = "" }: AddedUrl,
): Finding {
  const id = property === "redirectUrls" ? (`redirect-${meaning}` as const) : AFTER_LOGOUT[meaning];
  return finding(
    change,
    id,
    property,
    `${shownUrl(raw)} in ${property} ${CLAUSES[meaning](shownUrl(other))}`,
  );
}

const AFTER_LOGOUT: Readonly<Record<UrlMeaning, MeaningId>> = {
  "dangerous-scheme": "post-logout-dangerous",
  widened: "post-logout-dangerous",
  wildcard: "post-logout-dangerous",
  http: "post-logout-dangerous",
  lookalike: "post-logout-dangerous",
  ambiguous: "post-logout-dangerous",
  loopback: "post-logout-host",
  "loopback-public": "post-logout-host",
  scheme: "post-logout-host",
  host: "post-logout-host",
  subdomain: "post-logout-url",
  url: "post-logout-url",
  respelled: "post-logout-url",
};

function isReordered({ before, after }: Change, property: UrlList): boolean {
  const [former, present] = [before?.fields[property], after?.fields[property]];
  if (!Array.isArray(former) || !Array.isArray(present)) return false;
  const [then, now] = [new Set(former), new Set(present)];
  const isSameSet =
    former.every((url) => typeof url === "string" && now.has(url)) &&
    present.every((url) => then.has(url));
  return isSameSet && former.join("\n") !== present.join("\n");
}
