import { shown } from "../rule.ts";
import { decodePercent } from "./percent.ts";

/** Words in the names of parameters whose values may be credentials. */
const SECRET_NAME = /code|token|secret|passw|pwd|key|sig|auth|credential|assertion|jwt|session/i;

/** An @, plain or encoded once or more: the text before it may be a password. */
const AT = /@|%(?:25)*40/i;

const EVERY_AT = /@|%(?:25)*40/gi;

/** A URL for a message, without what may be secret: messages end up in logs. */
export function shownUrl(raw: string): string {
  return shown(withoutSecrets(raw));
}

/** The name of a parameter for a message: a name may be a whole URL, as in `?https://a.example`. */
export function shownName(name: string): string {
  return shown(withoutSecrets(`?${name}`).slice(1));
}

/**
 * Text that is or contains a URL, with `…` for everything before an `@` and for the values of
 * parameters whose names sound like secrets; in the query and the fragment alike.
 */
export function withoutSecrets(raw: string): string {
  const found = raw.search(/[?#]/);
  const end = found < 0 ? raw.length : found;
  const place = raw.slice(0, end).split(/([/\\])/);
  const parameters = raw.slice(end).split(/([?#&;])/);
  return [...place.map(withoutLogin), ...parameters.map(withoutValue)].join("");
}

function withoutLogin(segment: string): string {
  const at = [...segment.matchAll(EVERY_AT)].at(-1)?.index ?? 0;
  return at > 0 ? `…${segment.slice(at)}` : segment;
}

function withoutValue(parameter: string): string {
  const [name = "", ...rest] = parameter.split("=");
  if (AT.test(name)) return "…";
  const value = rest.join("=");
  const isSecret = SECRET_NAME.test(decodePercent(name)) || AT.test(value);
  return value !== "" && isSecret ? `${name}=…` : parameter;
}
