import type { Characters } from "./characters.ts";
import type { HostAnalysis } from "./host.ts";
import type { Homograph } from "./idn.ts";
import type { Parts } from "./parts.ts";
import type { PercentEncoding } from "./percent.ts";

/** What a change of spelling cannot correct: programs, or people, may read the URL in two ways. */
export type Suspicion =
  | Homograph
  | "trailing dot"
  | "zone"
  | "invisible character"
  | "encoded control character"
  | "double percent-encoding"
  | "encoded delimiter"
  | "empty segment"
  | "empty parameter"
  | "empty query"
  | "space at an end"
  | "character reference"
  | "unusual label"
  | "port of http"
  | "closing punctuation"
  | "domain before the domain";

/** Whether a text ends with punctuation of the sentence around it: one full stop, a comma, an unmatched bracket. */
function isCutLate(text: string): boolean {
  return /(?:[^.]\.|,)$/.test(text) || (text.endsWith(")") && !text.includes("("));
}

/** Whether readers may mistake the beginning of a host for its domain: `a.com` in `a.com.b.example`. */
function hasDomainBefore({ name, registrable, sharedSuffix }: HostAnalysis): boolean {
  if (registrable === undefined || sharedSuffix !== undefined) return false;
  return /[^.]\.(?:com|net|org)$/.test(name.slice(0, -registrable.length - 1));
}

export function findSuspicions(
  { scheme, port, path, query }: Parts,
  characters: Characters,
  percent: PercentEncoding,
  host: HostAnalysis | undefined,
): Suspicion[] {
  const found: (Suspicion | false | undefined)[] = [
    host?.homograph,
    host?.trailingDot && "trailing dot",
    host?.zone !== undefined && "zone",
    characters.invisible && "invisible character",
    percent.control && "encoded control character",
    percent.double && "double percent-encoding",
    /%(?:23|3f)/i.test(path) && "encoded delimiter",
    path.startsWith("/") && path.includes("//") && "empty segment",
    /;(?:[/;]|$)/.test(path) && "empty parameter",
    query !== undefined && /^[&=]*$/.test(query) && "empty query",
    /\/%20|%20(?:\/|$)/.test(path) && "space at an end",
    /&(?:amp|lt|gt|quot|apos|#x?[0-9a-f]+);/i.test(`${path}?${query ?? ""}`) &&
      "character reference",
    host?.kind === "name" &&
      host.reach === undefined &&
      host.name.split(".").some((label) => /^[_-]|-$/.test(label)) &&
      "unusual label",
    scheme?.toLowerCase() === "https" && port === "80" && "port of http",
    /^https?$/i.test(scheme ?? "") && isCutLate(query ?? path) && "closing punctuation",
    host && hasDomainBefore(host) && "domain before the domain",
  ];
  return found.filter((suspicion) => typeof suspicion === "string");
}
