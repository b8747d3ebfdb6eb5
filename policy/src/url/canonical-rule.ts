import { z } from "zod";
import { type ConnectedApp, defineRule, type Rule, shown, type Violation } from "../rule.ts";
import type { UrlAnalysis } from "./analyze.ts";
import { analyzeCached } from "./cache.ts";
import { shownUrl } from "./shown-url.ts";
import { type UrlList, urlsOf } from "./url-rule.ts";

const config = z.strictObject({});

/** What has to be said about a spelling; an empty path is too common to be worth a word. */
function remarks({ deviations, suspicions }: UrlAnalysis): string[] {
  return [...deviations.filter((deviation) => deviation !== "empty path"), ...suspicions];
}

function fixFor({ canonical, deviations, parts }: UrlAnalysis): string {
  if (deviations.length === 0 || parts.userinfo !== undefined || canonical === undefined) {
    return "Make sure that it is the address you mean, and use one that is spelled in the usual way";
  }
  return `If it is the address you mean, write ${shown(canonical)}`;
}

function spelling(raw: string, property: string): Violation | undefined {
  const url = analyzeCached(raw);
  const found = remarks(url);
  if (found.length === 0) return undefined;
  if (url.canonical === undefined) {
    return {
      property,
      value: shownUrl(url),
      why: "no browser can open it, so that your users cannot be sent there",
      fix: "Write a complete address, as in https://app.example.com/callback",
      level: "advisory",
    };
  }
  return {
    property,
    value: `${shownUrl(url)}, in an unusual spelling (${found.join(", ")})`,
    why: "addresses are compared letter by letter, and programs and people may read one that is spelled like this differently",
    fix: fixFor(url),
    level: "advisory",
  };
}

function isRepetition(urls: readonly (string | undefined)[], index: number): boolean {
  const url = urls[index];
  return url !== undefined && urls.indexOf(url) < index;
}

/** The list without repetitions, or undefined if it has none. */
function withoutRepetitions(app: ConnectedApp, list: UrlList): unknown[] | undefined {
  const urls = urlsOf(app, list);
  const values: unknown = app.properties[list.property];
  if (!Array.isArray(values) || !urls.some((_, index) => isRepetition(urls, index))) {
    return undefined;
  }
  return values.filter((_, index) => !isRepetition(urls, index));
}

/** One spelling per address, and each address once; only repetitions are safe to mend. */
export function canonicalUrls(list: UrlList): Rule<typeof config> {
  return defineRule({
    name: `connected-app-${list.prefix}-canonical`,
    title: `One agreed spelling in ${list.noun}`,
    description:
      "Addresses are compared letter by letter. An address that is spelled in an unusual way fails to match, or matches what nobody meant. Repeated addresses are removed; everything else is noted.",
    severity: "low",
    level: "remediate",
    source: "https://www.rfc-editor.org/rfc/rfc3986#section-6.2.1",
    config,
    check(app) {
      const urls = urlsOf(app, list);
      return urls.flatMap((raw, index) => {
        if (raw === undefined) return [];
        const property = `${list.property}[${index}]`;
        if (!isRepetition(urls, index)) return spelling(raw, property) ?? [];
        return {
          property,
          value: shownUrl(analyzeCached(raw)),
          why: `it is in the list already, as ${list.property}[${urls.indexOf(raw)}]`,
          fix: "Remove it",
        };
      });
    },
    fix(app) {
      const urls = withoutRepetitions(app, list);
      return urls && { [list.property]: urls };
    },
  });
}
