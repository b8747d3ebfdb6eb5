/**
 * Texts that a program makes by mistake: the text of an Output, of an object or of a variable without
 * a value, and placeholders that were never filled in. What is certain is refused at preview.
 */

/** How the text begins that the SDKs give for an Output, also in a slug or cut off. */
const OUTPUT_TEXT = /\bcalling[\W_]+(to_?string|to_?json|__str__|__json__)/i;

/** What JavaScript makes of an object or a Promise. */
const OBJECT_TEXT = /\[object \w+\]/;

/** Why a text of any input cannot be meant, or undefined. */
export function unresolvedProblem(text: string): string | undefined {
  const plain = decoded(text);
  if (OUTPUT_TEXT.test(plain)) {
    return "contains the message that an Output gives for its text; write pulumi.interpolate before the template literal, or use apply";
  }
  if (OBJECT_TEXT.test(plain)) {
    return 'contains "[object …]", the text of an object or Promise; use the property of it that you mean, or await it';
  }
  return undefined;
}

/** Why a URL cannot be meant, or undefined: no part of it is still to be filled in. */
export function urlPlaceholderProblem(text: string): string | undefined {
  const parts = partsOf(text);
  return bracedPlaceholder(text) ?? hostProblem(parts.host) ?? pathProblem(parts);
}

/** Why a text without white space (an id, an audience) cannot be meant, or undefined. */
export function wordPlaceholderProblem(text: string): string | undefined {
  if (isNoValue(text)) return noValue("is");
  const braces = bracedPlaceholder(text);
  if (braces) return braces;
  return isVariable(text) || isShouted(text) ? TO_FILL_IN : undefined;
}

/** Why the path of a template's placeholder cannot be meant, or undefined. */
export function pathPlaceholderProblem(path: string): string | undefined {
  return path.trim().split(".").some(isNoValue)
    ? "has a placeholder with undefined, null or NaN in its path; a variable of the program had no value"
    : undefined;
}

const TO_FILL_IN = "contains a placeholder that is still to be filled in; write the value";

/** `${X}`, `{{X}}`, `{X}`, `<X>`, `%X%`: a URL can contain none of them (RFC 3986 section 2). */
function bracedPlaceholder(text: string): string | undefined {
  const plain = decoded(text);
  const found = /\$?\{[^{}]*\}|<[^<>]+>|\$\([^()]*\)/.test(plain) || hasPercentVariable(text);
  return found ? TO_FILL_IN : undefined;
}

/** `%HOST%`, unless both signs begin an escape, as in `%C3%A9`. */
function hasPercentVariable(text: string): boolean {
  return [...text.matchAll(/%([A-Z_]\w+)%(?=(..)?)/gi)].some(([, name = "", after = ""]) => {
    const isEscape = (pair: string) => /^[0-9a-f]{2}$/i.test(pair);
    return !isEscape(name.slice(0, 2)) || !isEscape(after);
  });
}

function hostProblem(host: string): string | undefined {
  const [name = "", port = ""] = host.startsWith("[") ? [host] : host.split(":");
  const labels = decoded(name).split(".");
  // Further right, and alone before the last one, it may be a name that someone owns: null.com.
  const first = labels.length === 2 ? "" : (labels[0] ?? "");
  if ([first, port].some(isNoValue) || labels.includes("undefined")) {
    return noValue("has a host or port that is");
  }
  const isToFillIn = labels.some(
    (label) => label.includes("$") || isShouted(label) || /^[A-Z0-9]+(_[A-Z0-9]+)+$/.test(label),
  );
  return isToFillIn ? `${TO_FILL_IN} of the host` : undefined;
}

function pathProblem({ segments, values }: Parts): string | undefined {
  if (segments.some(isNoValue)) return noValue("has a path segment that is");
  if (values.some((value) => isNoValue(value) && value !== "null")) {
    return noValue("has a query parameter that is");
  }
  const isToFillIn = (part: string) => isVariable(part) || isShouted(part);
  return [...segments, ...values].some(isToFillIn) ? TO_FILL_IN : undefined;
}

/** Parts of a URL as the program wrote them, without escapes. */
export interface Parts {
  /** With its port. */
  readonly host: string;
  readonly segments: readonly string[];
  /** Of query parameters. */
  readonly values: readonly string[];
}

export function partsOf(url: string): Parts {
  const [, authority = "", rest = ""] = /^[^:/?#]*:[/\\]*([^/\\?#]*)(.*)$/s.exec(url) ?? [];
  const [path = "", query = ""] = rest.split("#", 1)[0]?.split(/\?(.*)/s) ?? [];
  return {
    host: authority.slice(authority.lastIndexOf("@") + 1),
    segments: path.split(/[/\\]/).map(decoded),
    values: query.split("&").map((pair) => decoded(pair.replace(/^[^=]*=?/, ""))),
  };
}

function noValue(place: string): string {
  return `${place} undefined, null or NaN; a variable of the program had no value`;
}

/** What JavaScript writes for a variable without a value. */
function isNoValue(text: string): boolean {
  return text === "undefined" || text === "null" || text === "NaN";
}

/** `$HOST`; in lower case it may be meant, as in OData's `$metadata`. */
function isVariable(text: string): boolean {
  return /^\$[A-Z_][A-Z0-9_]*$/.test(text);
}

/** `YOUR_DOMAIN`, `YOUR-DOMAIN`, `CHANGEME`, `__HOST__`, `REPLACE_ME_WITH_HOST`: in capitals, as placeholders are. */
export function isShouted(text: string): boolean {
  return /^<?(YOUR[-_]?[A-Z0-9_-]+|(CHANGE|REPLACE|FILL|EDIT)[-_]?(ME|THIS|IN|WITH)([-_][A-Z0-9_-]+)?|(INSERT|PUT|SET)[-_][A-Z0-9_-]+|TODO|FIXME|TBD|PLACEHOLDER|X{3,}|__[A-Z0-9_]+__)>?$/.test(
    text,
  );
}

/** With `%5B` as `[` and `+` as a space, as URLs write them. What is not an escape stays. */
function decoded(text: string): string {
  return text
    .replaceAll("+", " ")
    .replace(/%([0-7][0-9a-f])/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
