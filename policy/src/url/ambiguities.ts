import type { Deviation } from "./deviations.ts";
import type { HostAnalysis } from "./host.ts";
import { isSpecial, type Parts } from "./parts.ts";
import { findPathTricks, type PathTrick } from "./path.ts";
import { isBlockedPort } from "./ports.ts";
import { hasLateUserinfo, isJoined } from "./second-address.ts";
import type { Suspicion } from "./suspicions.ts";

/**
 * What makes programs, or people, take a URL for different places. Unlike a mere deviation no
 * innocent URL has it, and unlike it, none is safe with it.
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

/** Letters of one alphabet in a domain of that alphabet are what its readers expect. */
function isAtHome({ unicode }: HostAnalysis): boolean {
  const dot = unicode.lastIndexOf(".");
  return dot >= 0 && /[^\0-\x7f]/.test(unicode.slice(dot));
}

/** Whether a host is written in a way that hides which one it is; capital letters do not. */
function isDisguised({ raw, name, unicode, kind }: HostAnalysis): boolean {
  const written = raw.replace(/\.$/, "").toLowerCase();
  if (kind !== "name") return kind === "ipv4" && written !== name;
  // Punycode that stays punycode for readers spells nothing.
  if (written.includes("%") || /(?:^|\.)xn--/.test(unicode)) return true;
  return /[^\0-\x7f]/.test(written) && written.normalize("NFC") !== unicode;
}

/**
 * Whether a host has a sign that ends it for some programs or readers, but not for browsers: `;` and
 * the like, and signs that look like a slash or a colon. Wildcards have a rule of their own.
 */
function hasSign({ name, unicode, kind }: HostAnalysis): boolean {
  return (
    kind === "name" &&
    (/[^\w.*{}$%-]/.test(name) ||
      /[\p{Sm}\u02f8\u0589\u1735\u2571\u3033\ua789]/u.test(unicode) ||
      // The middle dot is a part of Catalan between two l, and a dot to the eye anywhere else.
      /(?<!l)\u00b7|\u00b7(?!l)/.test(unicode))
  );
}

/**
 * Whether no name server could have a name, by its lengths, or no registry sells its domain.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4
 */
function isImpossible({ name, kind, registrable = "" }: HostAnalysis): boolean {
  if (kind !== "name") return false;
  const isTooLong = name.length > 253 || name.split(".").some(({ length }) => length > 63);
  return isTooLong || registrable.split(".").some((label) => /^-|_|-$/.test(label));
}

/** Quotation marks and angle brackets, which end an address in a page or a mail; not `<tenant>`. */
function hasMarkup(raw: string): boolean {
  return /["`<>]/.test(raw.replaceAll(/([/=.])<[^<>/?#&]+>(?=[/?#&.]|$)/g, "$1"));
}

/** The ambiguities of a URL with a scheme; without one, nothing is certain at all. */
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
  // What no browser reads has no host.
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
