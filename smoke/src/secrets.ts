import { mapTexts, visible } from "./visible.ts";

/** Texts that must never be shown; only this class removes them. */
export interface Secrets {
  /** Ignores empty and very short values: hiding them would garble every text. */
  add(...values: (string | undefined)[]): void;
  /** The text, visible, with every known secret and whatever looks like a JWT replaced. */
  hide(text: string): string;
  /** A copy of plain JSON data with every text in it hidden. */
  hideIn<T>(data: T): T;
}

const HIDDEN = "[hidden]";
const SHORTEST = 6;

/** A JWT: three base64url parts, the first of which is a JSON object. */
const JWT = /\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g;

export function createSecrets(): Secrets {
  const known = new Set<string>();

  const hide = (text: string) => {
    let shown = text;
    // Longest first: a secret may be part of another.
    for (const secret of [...known].sort((a, b) => b.length - a.length)) {
      shown = shown.replaceAll(secret, HIDDEN);
    }
    return visible(shown.replace(JWT, HIDDEN));
  };
  return {
    add(...values) {
      for (const value of values) {
        if (value === undefined || value.length < SHORTEST) continue;
        known.add(value);
        // A server may send half of a character, which a URL cannot hold.
        known.add(encodeURIComponent(value.toWellFormed()));
        known.add(Buffer.from(value).toString("base64"));
        known.add(Buffer.from(value).toString("base64url"));
      }
    },
    hide,
    hideIn: <T>(data: T) => mapTexts(data, hide) as T,
  };
}
