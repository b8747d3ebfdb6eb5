import { decodePercent } from "./percent.ts";

/** What JavaScript writes for a value that is missing or not a string. */
const NO_VALUE = /^(?:undefined|NaN|\[object \w+\])$/;

/**
 * How templates, routers and shells mark a placeholder: `:tenant`, `<tenant>`, `$TENANT`, `__TENANT__`,
 * `YOUR_TENANT`, `%TENANT%`, `%s`; and a missing value. Each is a whole path segment or value, since
 * innocent URLs contain such characters within them.
 */
const WHOLE = [
  /^:[a-z_]/i,
  /^<[^<>]+>$/,
  /^\$[A-Z][A-Z0-9_]*$/,
  /^__[A-Z][A-Z0-9_]*__$/,
  /^YOUR_[A-Z]/,
  /^%[A-Z_]+%$/,
  /^%[sd]$/,
  NO_VALUE,
];

/** `[tenant]` and `[...all]`, as in names of route files; in a query, brackets are lists. */
const ROUTE = /^\[{1,2}(?:\.{3})?[a-z_]\w*\]{1,2}$/i;

/** `{tenant}`, unlike the braces of a GUID and of JSON, and `$(tenant)`. */
const NAMED = /\{(?![0-9a-f]{8}-)[a-z_][\w.+:-]*\}|\$\([a-z_]\w*\)/i;

/** Parts of a regular expression: `.+`, a negated class, a final `$`. */
const EXPRESSION = /\.\+|\[\^|\$$/;

/** Names that documentation uses for the reader's own: `your-domain.com`. */
const YOURS =
  /^your[-_](?:api|app|company|domain|host|instance|org|project|server|site|subdomain|tenant)(?:[-_]|$)/i;

/** The first placeholder in a path, as written, encoded or not; apart from `*` and plain braces. */
export function placeholderInPath(path: string): string | undefined {
  const isPlaceholder = (segment: string) => {
    const text = decodePercent(segment);
    return isWhole(text) || ROUTE.test(text) || NAMED.test(text) || text.includes("*");
  };
  return path.split("/").find(isPlaceholder) ?? EXPRESSION.exec(path)?.[0];
}

/** The first value of a query that is a placeholder as a whole. */
export function placeholderInQuery(query: string): string | undefined {
  const values = query.split("&").map((parameter) => parameter.slice(parameter.indexOf("=") + 1));
  return values.find((value) => {
    const text = decodePercent(value);
    return isWhole(text) || NAMED.exec(text)?.[0] === text;
  });
}

/** The first label of a host that readers should replace by their own. */
export function placeholderInHost(host: string): string | undefined {
  return host.split(".").find((label) => isWhole(label) || YOURS.test(label));
}

/** Whether a placeholder is what a program writes for a missing value, encoded or not. */
export function isMissingValue(placeholder: string): boolean {
  return NO_VALUE.test(decodePercent(placeholder));
}

function isWhole(text: string): boolean {
  return WHOLE.some((placeholder) => placeholder.test(text));
}
