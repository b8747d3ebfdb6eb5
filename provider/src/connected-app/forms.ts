import { differs } from "../lifecycle/compare.ts";
import { aligned, formsOfRead, only } from "../lifecycle/forms.ts";
import {
  CONNECTED_APP_FIELDS,
  type ConnectedAppFields,
  FIELD_NAMES,
  type FieldKind,
  type FieldName,
  LIST_FIELDS,
  SERVER_DEFAULTS,
} from "../stytch/connected-app-fields.ts";
import { withPlainKeys } from "../text/plain-keys.ts";
import type { ConnectedAppOutputs } from "./model.ts";

/**
 * What was requested, where the server holds something else right after the write.
 *
 * What gives a client more than was requested is not a form, and stays a difference: a flag that is on
 * although it should be off, and a URL that was not requested.
 */
export function requestedForms(
  requested: Partial<ConnectedAppFields>,
  held: ConnectedAppFields,
): Partial<ConnectedAppFields> {
  const names = FIELD_NAMES.filter(
    (name) =>
      requested[name] !== undefined &&
      differs(requested[name], held[name], () => false) &&
      !grantsMore(name, requested[name], held[name]),
  );
  return only(names, requested);
}

function grantsMore(name: FieldName, requested: unknown, held: unknown): boolean {
  if (!Array.isArray(requested) || !Array.isArray(held)) return held === true;
  const known = new Set(requested.map((url) => canonicalText(name, String(url))));
  return held.some((url) => !known.has(canonicalText(name, String(url))));
}

/** `formsOfRead` of a client. */
export function formsOfReadApp(
  known: ConnectedAppFields & Pick<ConnectedAppOutputs, "requestedFields">,
  held: ConnectedAppFields,
): Partial<ConnectedAppFields> {
  return formsOfRead(known, held, LIST_FIELDS, isSameUrl);
}

/** The URLs that the server holds, in the author's spelling if they are the author's: see `aligned`. */
export function alignedUrls(held: readonly string[], authors: readonly string[]): string[] {
  return aligned(held, authors, isSameUrl);
}

/** Names of the fields in which the server changed more than the spelling. */
export function otherContents(
  requested: Partial<ConnectedAppFields>,
  held: ConnectedAppFields,
): FieldName[] {
  return FIELD_NAMES.filter(
    (name) => requested[name] !== undefined && !isSameContent(name, requested[name], held[name]),
  );
}

/**
 * Whether two values of a field mean the same to people, whatever a server does to spellings: lists
 * without order, URLs as browsers read them, templates without white space, trimmed texts.
 */
export function isSameContent(name: FieldName, left: unknown, right: unknown): boolean {
  return canonical(name, left) === canonical(name, right);
}

/** A text that is the same for values with the same content. */
export function canonical(name: FieldName, value: unknown): string {
  if (Array.isArray(value)) {
    const urls = value.map((url) => canonicalText(name, String(url)));
    return JSON.stringify([...new Set(urls)].sort());
  }
  if (typeof value !== "string") return JSON.stringify(value);
  if (SERVER_DEFAULTS[name] !== "{}") return canonicalText(name, value);
  return canonicalTemplate(value.trim() || "{}");
}

const URL_KINDS: ReadonlySet<FieldKind> = new Set(["redirect URIs", "redirect URLs", "web URL"]);

function canonicalText(name: FieldName, text: string): string {
  const url = URL_KINDS.has(CONNECTED_APP_FIELDS[name].kind) ? URL.parse(text) : null;
  return url?.href ?? text.trim();
}

/** Placeholders are values without quotes: replacing them by a text that no template contains yields JSON. */
function canonicalTemplate(template: string): string {
  const json = template.replaceAll(/\{\{([^{}]*)\}\}/g, (_all, path: string) =>
    JSON.stringify(`\u0000${path.trim()}`),
  );
  try {
    return JSON.stringify(JSON.parse(withPlainKeys(json)), sortedKeys);
  } catch {
    return template;
  }
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** @see https://url.spec.whatwg.org/#url-equivalence */
function isSameUrl(left: string, right: string): boolean {
  const url = URL.parse(left);
  return url !== null && url.href === URL.parse(right)?.href;
}
