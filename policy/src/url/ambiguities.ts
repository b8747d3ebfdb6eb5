import type { Deviation } from "./deviations.ts";
import type { HostAnalysis } from "./host.ts";
import { isSpecial, type Parts } from "./parts.ts";
import { findPathTricks, type PathTrick } from "./path.ts";
import { isBlockedPort } from "./ports.ts";
import { hasLateUserinfo, isJoined } from "./second-address.ts";
import type { Suspicion } from "./suspicions.ts";

/**
 * Why programs, or people, read a URL as different places. Unlike a mere deviation, an ambiguity occurs
 * in no innocent URL, and no URL is safe with one.
 */
export type Ambiguity =
  | (typeof REMARKS)[number]
  | PathTrick
  | "disguised host"
  | "sign in host"
  | "scheme for a host"
  | "empty label"
  | "impossible host"
  | "blocked port"
  | "late userinfo"
  | "several addresses"
  | "markup";

const REMARKS = [
  "unreadable",
  "white space",
  "control character",
  "backslash",
  "slashes",
  "mixed alphabets",
  "lookalike letters",
  "invisible character",
  "encoded control character",
] as const satisfies readonly (Deviation | Suspicion)[];

/** Whether a host has a top-level domain in another alphabet, whose letters its readers expect. */
function isAtHome({ unicode }: HostAnalysis): boolean {
  const dot = unicode.lastIndexOf(".");
  return dot >= 0 && /[^\0-\x7f]/.test(unicode.slice(dot));
}

/** Whether a host is written in a way that hides which one it is; capital letters do not. */
function isDisguised({ raw, name, unicode, kind }: HostAnalysis): boolean {
  const written = raw.replace(/\.$/, "").toLowerCase();
  if (kind !== "name") return kind === "ipv4" && written !== name;
  // Punycode that does not decode spells nothing.
  if (written.includes("%") || /(?:^|\.)xn--/.test(unicode)) return true;
  return /[^\0-\x7f]/.test(written) && written.normalize("NFC") !== unicode;
}

/**
 * Whether a host has a character that ends it for some programs or readers, but not for browsers: `;`
 * and similar, and characters that look like a slash or a colon. Wildcards have a rule of their own.
 */
function hasSign({ name, unicode, kind }: HostAnalysis): boolean {
  return (
    kind === "name" &&
    (/[^\w.*{}$%-]/.test(name) ||
      /[\p{Sm}\u02f8\u0589\u1735\u2571\u3033\ua789]/u.test(unicode) ||
      // The middle dot is part of Catalan between two l, and looks like a dot anywhere else.
      /(?<!l)\u00b7|\u00b7(?!l)/.test(unicode))
  );
}

/**
 * Whether a name cannot exist: it or a label is too long, or no registry accepts its domain.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4
 */
function isImpossible({ name, kind, registrable = "" }: HostAnalysis): boolean {
  if (kind !== "name") return false;
  const isTooLong = name.length > 253 || name.split(".").some(({ length }) => length > 63);
  return isTooLong || registrable.split(".").some((label) => /^-|_|-$/.test(label));
}

/** Quotation marks and angle brackets, which end a URL in a page or an email; not `<tenant>`. */
function hasMarkup(raw: string): boolean {
  return /["`<>]/.test(raw.replaceAll(/([/=.])<[^<>/?#&]+>(?=[/?#&.]|$)/g, "$1"));
}

/** The ambiguities of a URL with a scheme; without one, nothing about it is certain. */
export function findAmbiguities(
  parts: Parts,
  remarks: readonly (Deviation | Suspicion)[],
  host: HostAnalysis | undefined,
): Ambiguity[] {
  const { scheme, path, port } = parts;
  if (scheme === undefined) return [];
  const found: Ambiguity[] = REMARKS.filter(
    (remark) =>
      remarks.includes(remark) && !(remark === "lookalike letters" && host && isAtHome(host)),
  );
  const isSaid = found.includes("encoded control character");
  const tricks = findPathTricks(path);
  found.push(...tricks.filter((trick) => trick !== "hidden control character" || !isSaid));
  if (isJoined(parts)) found.push("several addresses");
  // A URL that no browser can read has no host.
  if (host === undefined || remarks.includes("unreadable")) return found;
  if (isDisguised(host)) found.push("disguised host");
  if (hasSign(host)) found.push("sign in host");
  if (/^https?$/.test(host.name)) found.push("scheme for a host");
  if (host.kind === "name" && /^\.|\.\.|\.$/.test(host.name)) found.push("empty label");
  if (isImpossible(host)) found.push("impossible host");
  if (isSpecial(scheme) && isBlockedPort(port)) found.push("blocked port");
  if (hasLateUserinfo(parts)) found.push("late userinfo");
  if (hasMarkup(path + (parts.query ?? ""))) found.push("markup");
  return found;
}
