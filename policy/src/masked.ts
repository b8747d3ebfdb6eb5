import { type ConnectedApp, shown, type Violation } from "./rule.ts";
import { concernsSecret, secretValuesOf } from "./secrets.ts";
import { shownUrl } from "./url/shown-url.ts";

/** What a message has in place of a secret, as in the engine. */
const SECRET = "[secret]";

/** A text in quotation marks, as `shown` writes it. */
const QUOTATION = /"[^"]*"/g;

/** Shorter texts occur in too many words of the messages. */
const SHORTEST_WITHIN_TEXT = 4;

/** Removes secrets from what a rule says of one of the clients that it judged. */
export type Mask = <Kind extends Violation>(violation: Kind, app: ConnectedApp) => Kind;

/**
 * Removes secrets from what a rule says of clients: every quotation from a property that is a secret or
 * contains one, and the text of every secret anywhere.
 *
 * @param parameters of the rule, which its advice may quote.
 */
export function maskFor(apps: readonly ConnectedApp[], parameters: unknown): Mask {
  // Most rules find nothing in most clients: what only a violation needs waits for one.
  const byUrn = once(() => new Map(apps.map((app) => [app.urn, app])));
  const withSecrets = apps.filter(({ secrets = [] }) => secrets.length > 0);
  const elsewhere = formsOf(withSecrets.flatMap(secretValuesOf));
  const names = once(() => new Set(apps.map(({ name }) => shown(name))));
  const advice = once(() => new Set([...names(), ...textsIn(parameters).map(shown)]));
  return (violation, app) => {
    const sources = [
      { app, property: violation.property },
      ...(violation.others ?? []).flatMap(({ urn, property }) => {
        const other = byUrn().get(urn);
        return other === undefined ? [] : [{ app: other, property }];
      }),
    ].filter((source) => concernsSecret(source.app, source.property));
    const values = sources.flatMap((source) => secretValuesOf(source.app));
    if (values.length === 0 && elsewhere.length === 0) return violation;
    const forms = [...elsewhere, ...formsOf(values)];
    const { value, why, remedy } = violation;
    const plain = (text: string) => withoutForms(text, forms);
    if (sources.length === 0)
      return { ...violation, value: plain(value), why: plain(why), remedy: plain(remedy) };
    const unquoted = (text: string) => withoutQuotations(plain(text), advice());
    return {
      ...violation,
      value: withoutWords(withoutQuotations(withoutScalars(plain(value), values), names()), values),
      why: unquoted(why),
      remedy: unquoted(remedy),
    };
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Every text in a value, names included. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (!(value instanceof Object)) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member)]);
}

/** The texts among values in each form in which a message may contain them, the longest first. */
function formsOf(values: readonly unknown[]): string[] {
  const texts = values.filter((value) => typeof value === "string" && value !== "") as string[];
  const inner = (quotation: string) => quotation.slice(1, -1);
  const forms = texts.flatMap((text) => [text, inner(shown(text)), inner(shownUrl(text))]);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

function withoutForms(text: string, forms: readonly string[]): string {
  let masked = text;
  for (const form of forms) {
    if (form.length >= SHORTEST_WITHIN_TEXT) masked = masked.replaceAll(form, SECRET);
    masked = masked.replaceAll(`"${form}"`, SECRET);
  }
  return masked.replaceAll(`"${SECRET}"`, SECRET);
}

function withoutQuotations(text: string, kept: ReadonlySet<string>): string {
  return text.replaceAll(QUOTATION, (quotation) => (kept.has(quotation) ? quotation : SECRET));
}

/** A text without secret numbers and flags, which are not in quotation marks. */
function withoutScalars(text: string, values: readonly unknown[]): string {
  const scalars = new Set(values.filter((value) => typeof value !== "string").map(String));
  return text.replaceAll(/[\p{L}\p{N}._-]+/gu, (word) => (scalars.has(word) ? SECRET : word));
}

/** Nothing but the mask, if a text has a word of a secret outside quotation marks. */
function withoutWords(text: string, values: readonly unknown[]): string {
  const secret = new Set(values.flatMap((value) => wordsOf(`${value}`)));
  const own = wordsOf(text.replaceAll(QUOTATION, "").replaceAll(SECRET, ""));
  return own.some((word) => secret.has(word)) ? SECRET : text;
}

/** Words of three characters or more, and numbers. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\d+|[\p{L}\p{N}]{3,}/gu) ?? [];
}
