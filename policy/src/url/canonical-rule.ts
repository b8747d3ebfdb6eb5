import { z } from "zod";
import { eachKnown, ifKnown } from "../known.ts";
import { type ConnectedApp, defineRule, type Rule, shown, type Violation } from "../rule.ts";
import type { UrlAnalysis } from "./analyze.ts";
import { analyzeCached } from "./cache.ts";
import type { Deviation } from "./deviations.ts";
import { shownUrl, withoutSecrets } from "./shown-url.ts";
import type { Suspicion } from "./suspicions.ts";
import { type Entry, entriesOf, type UrlList } from "./url-rule.ts";

const config = z.strictObject({});

/** Descriptions of spellings; those that are too common to report have none. */
const WORDS: Readonly<Partial<Record<Deviation | Suspicion, string>>> = {
  "scheme case": "capital letters before the first colon",
  "host case": "capital letters in the host name",
  "host notation": "a host name that browsers write differently",
  "address notation": "an IP address that browsers write differently",
  "default port": "a port that browsers leave out",
  "port notation": "an empty port or one with leading zeros",
  "non-ASCII text": "characters that have to be encoded",
  "malformed percent-encoding": "a % that encodes nothing",
  "lower-case percent-encoding": "lower-case letters in an encoding with %",
  "needless percent-encoding": "characters that need no encoding with %",
  other: "characters that browsers encode",
  "lookalike letters": "a host name in look-alike letters",
  "trailing dot": "a dot at the end of the host name",
  "double percent-encoding": "text that is encoded twice",
  "encoded delimiter": "an encoded ? or # in the path",
  "empty segment": "two slashes in a row in the path",
  "empty parameter": "a semicolon with nothing after it in the path",
  "empty query": "a ? with nothing after it",
  "space at an end": "an encoded space at the beginning or end of a path segment",
  "character reference": "a character that is encoded for HTML, as in &amp;",
  "unusual label":
    "a part of the host name that begins with an underscore or hyphen, or ends with a hyphen",
  "port of http": "the port of http with https",
  "domain before the domain":
    "a name before its domain that looks like a domain, but is not where it leads",
  "closing punctuation":
    "a punctuation mark at its end, perhaps of a sentence from which it was copied",
};

/** What is usual for a URL in the letters of another language. */
const IN_OTHER_LETTERS: ReadonlySet<Deviation | Suspicion> = new Set([
  "host notation",
  "non-ASCII text",
  "empty path",
]);

function remedyFor(canonical: string, { raw, deviations }: UrlAnalysis): string {
  if (deviations.length === 0 || withoutSecrets(raw) !== raw) {
    return "Make sure that it is the address that you intend, and use one with the usual spelling";
  }
  return `If it is the address that you intend, write ${shown(canonical)}`;
}

function spelling(raw: string, property: string): Violation[] {
  const url = analyzeCached(raw);
  const { canonical, deviations, suspicions, ambiguities } = url;
  // Ambiguities have a rule of their own, at a higher level.
  if (ambiguities.length > 0) return [];
  if (canonical === undefined) {
    return [
      {
        property,
        value: shownUrl(raw),
        why: "no browser can open it, so your users cannot be sent there",
        remedy: "Write a complete address, such as https://app.example.com/callback",
        level: "advisory",
      },
    ];
  }
  const remarks = [...deviations, ...suspicions];
  const found = remarks.flatMap((remark) => WORDS[remark] ?? []);
  if (found.length === 0) return [];
  if (remarks.every((remark) => IN_OTHER_LETTERS.has(remark))) {
    return [
      {
        property,
        value: `${shownUrl(raw)}, which browsers send as ${shownUrl(canonical)}`,
        why: "addresses have to match character by character",
        remedy: "Write it as browsers send it",
        level: "advisory",
      },
    ];
  }
  return [
    {
      property,
      value: `${shownUrl(raw)}, in an unusual spelling (${found.join(", ")})`,
      why: "addresses have to match character by character, and programs or people may read this one differently than you do",
      remedy: remedyFor(canonical, url),
      level: "advisory",
    },
  ];
}

/** By the index of each duplicate: the index of the entry that it duplicates. */
function duplicatesIn(entries: readonly Entry[]): ReadonlyMap<number, number> {
  const places = new Map<string, number>();
  const duplicates = new Map<number, number>();
  for (const { index, read } of entries) {
    const url = ifKnown(read);
    if (url === undefined) continue;
    const first = places.get(url);
    if (first === undefined) places.set(url, index);
    else duplicates.set(index, first);
  }
  return duplicates;
}

/** The list without duplicates, or undefined if it has none. */
function withoutDuplicates(app: ConnectedApp, list: UrlList): unknown[] | undefined {
  const duplicates = duplicatesIn(entriesOf(app, list));
  const values: unknown = app.properties[list.property];
  if (!Array.isArray(values) || duplicates.size === 0) return undefined;
  return without(values, duplicates);
}

/** A list without the elements at some indexes; it reads none of them, since some may not be known. */
function without(list: readonly unknown[], places: ReadonlyMap<number, unknown>): unknown[] {
  const members = Object.getOwnPropertyDescriptors(list);
  const kept = Array.from(list.keys()).filter((at) => !places.has(at));
  const left: unknown[] = [];
  for (const [at, from] of kept.entries()) Object.defineProperty(left, at, members[from] ?? {});
  return left;
}

/** One spelling for each URL, and each URL once; only duplicates are safe to correct. */
export function canonicalUrls(name: string, list: UrlList): Rule<typeof config> {
  return defineRule({
    name,
    title: `Canonical spelling of ${list.noun}`,
    description:
      "URLs are compared character by character. A URL with an unusual spelling fails to match, or matches what no one intended. Remediation removes duplicates; everything else is advisory.",
    severity: "low",
    level: "remediate",
    source: "https://www.rfc-editor.org/rfc/rfc3986#section-6.2.1",
    config,
    check(app) {
      const entries = entriesOf(app, list);
      const duplicates = duplicatesIn(entries);
      return eachKnown(app, entries, ({ index, property, read }) => {
        const raw = read();
        if (raw === undefined) return [];
        const first = duplicates.get(index);
        if (first === undefined) return spelling(raw, property);
        return [
          {
            property,
            value: shownUrl(raw),
            why: `it is already in the list, as ${list.property}[${first}]`,
            remedy: "Remove it",
          },
        ];
      });
    },
    remediate(app) {
      const urls = withoutDuplicates(app, list);
      return urls && { [list.property]: urls };
    },
  });
}
