import type { Deviation } from "./deviations.ts";
import type { HostAnalysis } from "./host.ts";
import type { Parts } from "./parts.ts";
import { findPathTricks, type PathTrick } from "./path.ts";
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
  | "empty label";

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
  const top = unicode.slice(unicode.lastIndexOf(".") + 1);
  return /[^\0-\x7f]/.test(top);
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
    (/[^\w.*{}$%-]/.test(name) || /[\p{Sm}\u02f8\u0589\u1735\u2571\u3033\ua789]/u.test(unicode))
  );
}

/** The ambiguities of a URL with a scheme; without one, nothing is certain at all. */
export function findAmbiguities(
  { scheme, path }: Parts,
  remarks: readonly (Deviation | Suspicion)[],
  host: HostAnalysis | undefined,
): Ambiguity[] {
  if (scheme === undefined) return [];
  const found: Ambiguity[] = REMARKS.filter(
    (remark) =>
      remarks.includes(remark) && !(remark === "lookalike letters" && host && isAtHome(host)),
  );
  const isSaid = found.includes("encoded control character");
  const tricks = findPathTricks(path);
  found.push(...tricks.filter((trick) => trick !== "hidden control character" || !isSaid));
  // What no browser reads has no host.
  if (host === undefined || remarks.includes("unreadable")) return found;
  if (isDisguised(host)) found.push("disguised host");
  if (hasSign(host)) found.push("sign in host");
  if (host.kind === "name" && /^\.|\.\.|\.$/.test(host.name)) found.push("empty label");
  return found;
}
