import { asBrowserReads } from "./characters.ts";
import { decodePercent } from "./percent.ts";
import { beginsWithHost } from "./second-address.ts";

/** A parameter of a query or a path, decoded. */
export interface QueryParameter {
  readonly name: string;
  readonly value: string;
  /** Whether the value is a URL to which a page could redirect. */
  readonly isUrl: boolean;
  /** Whether it is not written as a parameter, but as a URL or host that follows its name in a path. */
  readonly isNested?: boolean;
}

/** Absolute, or relative to the scheme, which leaves the host as well; `/\` counts as `//`. */
function looksLikeUrl(value: string): boolean {
  const text = asBrowserReads(value);
  return (
    /^(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}[^/\\]/i.test(text) ||
    /^(?:https?|javascript|data):/i.test(text)
  );
}

export function parseQuery(query: string | undefined): QueryParameter[] {
  // Through a URL, since URLSearchParams alone misreads non-ASCII characters beside a stray "%".
  const { searchParams } = new URL(`https://a.example/?${query ?? ""}#`);
  return [...searchParams].map(([name, value]) => ({
    name,
    value,
    // A whole query may be a URL, `?https://a.example`, which is then a name.
    isUrl: [value, decodePercent(value), name].some(looksLikeUrl),
  }));
}

/** Path segments after which pages that redirect visitors have a URL, or only its host. */
const ONWARD =
  /^(?:go|goto|out|outgoing|links?|redir|redirect|jump|leave|away|forward|proxy|exit)$/i;

/** Whether a segment of a path has such a name. */
export function sendsOn(segment: string): boolean {
  return ONWARD.test(segment);
}

/** The host that follows such a segment, as in `/go/a.example`; it may also be the name of something else. */
function hostWithin(path: string): QueryParameter | undefined {
  const segments = path.split("/");
  const at = segments.findIndex(
    (text, index) => sendsOn(segments[index - 1] ?? "") && beginsWithHost(text),
  );
  if (at < 0) return undefined;
  const [name = "", value = ""] = segments.slice(at - 1);
  return { name, value, isUrl: true, isNested: true };
}

/**
 * The parameters of a path, `/cb;next=x`, also with a missing `?`, `/cb&next=x`; and a URL within it,
 * named by the segment before, as in `/redirect/https://a.example` or `/go/a.example`.
 */
export function parsePath(path: string): QueryParameter[] {
  const parameters = path
    .split(/[;&]/)
    .slice(1)
    .filter((parameter) => parameter.includes("="));
  const at = path.search(/(?<=\/)https?(?::|%3a)(?:\/|%2f)/i);
  const name = path.slice(0, Math.max(0, at - 1));
  const value = decodePercent(path.slice(at));
  const nested: QueryParameter | undefined =
    at < 0
      ? hostWithin(path)
      : { name: name.slice(name.lastIndexOf("/") + 1), value, isUrl: true, isNested: true };
  return [
    ...parameters.flatMap((parameter) => parseQuery(parameter.replaceAll("+", "%2B"))),
    ...(nested === undefined ? [] : [nested]),
  ];
}
