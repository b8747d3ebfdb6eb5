import { asBrowserReads } from "./characters.ts";
import { decodePercent } from "./percent.ts";

/** A parameter of a query, decoded. */
export interface QueryParameter {
  readonly name: string;
  readonly value: string;
  /** Whether the value is an address that a browser could be sent to. */
  readonly isUrl: boolean;
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
  // By way of a URL, since URLSearchParams alone misreads what is not ASCII beside a stray "%".
  const { searchParams } = new URL(`https://a.example/?${query ?? ""}#`);
  return [...searchParams].map(([name, value]) => ({
    name,
    value,
    isUrl: looksLikeUrl(value) || looksLikeUrl(decodePercent(value)),
  }));
}
