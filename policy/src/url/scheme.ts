import { parse } from "tldts";
import { withoutDisguise } from "./characters.ts";
import { decodePercent } from "./percent.ts";

/** Schemes whose URLs are content, not places. */
export const DANGEROUS_SCHEMES = ["javascript", "data", "vbscript", "file", "blob"];

/** Schemes that only wrap another URL. */
const WRAPPERS: ReadonlySet<string> = new Set(["view-source", "feed", "jar", "url"]);

/** With more layers of encoding, no program reads a text as a URL. */
const MOST_LAYERS = 4;

function leadingScheme(text: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):/.exec(text)?.[1];
}

/** Character references of HTML, as in `&#106;avascript:` and `javascript&colon;`. */
function decodeReferences(text: string): string {
  return text
    .replaceAll(/&colon;/gi, ":")
    .replaceAll(/&(?:tab|newline);/gi, "")
    .replaceAll(/&#(?:x0{0,6}([0-9a-f]{1,4})|0{0,6}(\d{1,5}));?/gi, (_, hex, decimal) =>
      String.fromCharCode(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    );
}

/**
 * The schemes that a URL could have for some program, in lower case: without invisible characters,
 * decoded once and twice, and those behind schemes that only wrap (`view-source:javascript:…`).
 */
export function possibleSchemes(raw: string): ReadonlySet<string> {
  const found = new Set<string>();
  let text = raw;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const plain = withoutDisguise(text).toLowerCase();
    const scheme = leadingScheme(plain);
    if (scheme) found.add(scheme);
    const inner = scheme && WRAPPERS.has(scheme) ? plain.slice(scheme.length + 1) : plain;
    text = decodeReferences(decodePercent(inner));
    if (text === plain) break;
  }
  return found;
}

/** A scheme in the form for comparison: `Gopher`, `gopher:` and `gopher://` are one. */
export function normalizeScheme(given: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*)(?::(?:\/\/)?)?$/.exec(given.trim().toLowerCase())?.[1];
}

/**
 * Whether a private-use scheme is a domain name in reverse order, so that its owner is known:
 * `com.example.app`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.1
 */
export function isReverseDomain(scheme: string): boolean {
  const domain = scheme.split(".").reverse().join(".");
  const { domain: registrable, isIcann } = parse(domain);
  return registrable !== null && isIcann === true;
}
