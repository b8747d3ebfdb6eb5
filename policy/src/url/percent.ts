/** What is unusual about the percent-encoding of a text. */
export interface PercentEncoding {
  /** `%` that is not followed by two hexadecimal digits. */
  readonly malformed: boolean;
  /** `%2f` instead of `%2F`. */
  readonly lowerCase: boolean;
  /** Letters, digits, `-`, `.`, `_` and `~`, which need no encoding (RFC 3986 section 2.3). */
  readonly unreserved: boolean;
  readonly dot: boolean;
  readonly control: boolean;
  /** `%252F`: becomes an encoding only after having been decoded once. */
  readonly double: boolean;
}

const ESCAPE = /%(?:([0-9A-Fa-f]{2})|)/g;

function isUnreserved(character: string): boolean {
  return /[A-Za-z0-9\-._~]/.test(character);
}

export function findPercentEncoding(text: string): PercentEncoding {
  const found = {
    malformed: false,
    lowerCase: false,
    unreserved: false,
    dot: false,
    control: false,
    double: false,
  };
  for (const { 1: digits, index } of text.matchAll(ESCAPE)) {
    if (digits === undefined) {
      found.malformed = true;
      continue;
    }
    const code = Number.parseInt(digits, 16);
    const character = String.fromCharCode(code);
    found.lowerCase ||= digits !== digits.toUpperCase();
    found.unreserved ||= isUnreserved(character);
    found.dot ||= character === ".";
    found.control ||= code < 0x20 || code === 0x7f;
    found.double ||= character === "%" && /[0-9A-Fa-f]{2}/.test(text.slice(index + 3, index + 5));
  }
  return found;
}

/**
 * The same text without needless encoding, with upper-case digits and each stray `%` encoded.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2
 */
export function normalizePercentEncoding(text: string): string {
  return text.replaceAll(ESCAPE, (_, digits: string | undefined) => {
    if (digits === undefined) return "%25";
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return isUnreserved(character) ? character : `%${digits.toUpperCase()}`;
  });
}

/** Decodes every well-formed escape once, byte by byte; never throws. */
export function decodePercent(text: string): string {
  return text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
