import { isShouted, partsOf, unresolvedProblem, urlPlaceholderProblem } from "./placeholders.ts";

type Judge = (text: string) => string | undefined;

/** The judge for the texts of each input. */
const JUDGES: Readonly<Record<string, Judge>> = {
  clientName: likelyTextMistake,
  clientDescription: likelyTextMistake,
  secretVersion: likelyTextMistake,
  nextSecretVersion: likelyTextMistake,
  redirectUrls: likelyUrlMistake,
  postLogoutRedirectUrls: likelyUrlMistake,
  logoUrl: likelyUrlMistake,
  accessTokenCustomAudience: likelyUrlMistake,
  accessTokenTemplateContent: likelyTemplateMistake,
  idTokenTemplateContent: likelyTemplateMistake,
};

/** The inputs that have a judge. */
export const MAY_BE_MISTAKEN: ReadonlySet<string> = new Set(Object.keys(JUDGES));

/** What looks like a mistake in an input but may be intended: each with its path, none with the value. */
export function likelyMistakesIn(name: string, value: unknown): string[] {
  const judge = JUDGES[name];
  return judge ? mistakesIn(name, value, judge) : [];
}

function mistakesIn(path: string, value: unknown, judge: Judge): string[] {
  if (typeof value === "string") {
    const problem = judge(value);
    return problem === undefined ? [] : [`${path} ${problem}`];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    mistakesIn(Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, member, judge),
  );
}

/** What in a URL or an audience looks like a mistake but may be intended. */
export function likelyUrlMistake(text: string): string | undefined {
  if (unresolvedProblem(text) || urlPlaceholderProblem(text)) return undefined;
  const { host, segments, values } = partsOf(text);
  const labels = text.includes(":") ? host.replace(/:.*/, "").split(".") : [text];
  if (labels.some(hasNoValue)) return likely("has a host with undefined, null or NaN in it");
  if ([...segments, ...values].some(endsWithoutValue)) {
    return likely("has a part that ends with undefined or NaN");
  }
  if (values.includes("null")) return likely("has a query parameter that is null");
  const isRouteParameter = segments.some((part) =>
    /^(:[a-z]\w*|\$(?!metadata|value|count|ref|batch)[a-z_]\w*)$/i.test(part),
  );
  return isRouteParameter || [...labels, ...segments, ...values].some(isPlaceholderWord)
    ? likely("seems to contain a placeholder that was never filled in")
    : undefined;
}

/** The same for a name or a description. */
export function likelyTextMistake(text: string): string | undefined {
  if (unresolvedProblem(text)) return undefined;
  if (
    endsWithoutValue(text) ||
    /^(undefined|null|NaN)$|^(undefined|NaN) |[ (](undefined|null|NaN)\)?$/.test(text)
  ) {
    return likely("contains the word undefined, null or NaN");
  }
  const isToFillIn =
    /\$?\{\{?[^{}]+\}|<your[^<>]*>/i.test(text) || text.split(/\s+/).some(isShouted);
  return isToFillIn ? likely("seems to contain a placeholder that was never filled in") : undefined;
}

/** The same for a template, or a text in a template object. */
export function likelyTemplateMistake(text: string): string | undefined {
  if (unresolvedProblem(text)) return undefined;
  if (/^(undefined|null|NaN)$|"(undefined|null|NaN)"/.test(text)) {
    return likely('has a claim that is the text "undefined", "null" or "NaN"');
  }
  const isToFillIn = /\$\{[^{}]+\}/.test(text) || text.split(/[\s"]+/).some(isShouted);
  return isToFillIn ? likely("seems to contain a placeholder that was never filled in") : undefined;
}

function likely(finding: string): string {
  return `${finding}; if that is a mistake, write the value or set the variable`;
}

/** `app-undefined`, as a template literal makes it. */
function hasNoValue(label: string): boolean {
  return /^(undefined|null|NaN)-|-(undefined|null|NaN)$/.test(label);
}

/** `web-undefined` too, but not `undefined-behaviour`. */
function endsWithoutValue(text: string): boolean {
  return /[-_](undefined|NaN)$/.test(text);
}

/** `your-domain`, `changeme` and the like in any case, `HOST` and the like in capitals. */
function isPlaceholderWord(word: string): boolean {
  return PLACEHOLDER_WORD.test(word) || /^(HOST|HOSTNAME|DOMAIN|SUBDOMAIN|FQDN|TENANT)$/.test(word);
}

const PLACEHOLDER_WORD =
  /^((your|my)[-_]?(domain|app|application|company|host|hostname|site|website|tenant|org|organization|subdomain|server|project|product|brand|name|client|id)|your([-_].+)?|(change|replace)[-_]?me|todo|fixme|placeholder)$/i;
