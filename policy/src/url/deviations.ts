import { asBrowserReads, type Characters } from "./characters.ts";
import type { HostAnalysis } from "./host.ts";
import { isSpecial, type Parts } from "./parts.ts";
import type { PercentEncoding } from "./percent.ts";

/**
 * How the spelling of a URL differs from the canonical one. `other` stands for all other changes that a
 * browser would make.
 */
export type Deviation =
  | "unreadable"
  | "white space"
  | "control character"
  | "backslash"
  | "scheme case"
  | "slashes"
  | "host case"
  | "host notation"
  | "address notation"
  | "default port"
  | "port notation"
  | "empty path"
  | "dot segments"
  | "non-ASCII text"
  | "malformed percent-encoding"
  | "lower-case percent-encoding"
  | "needless percent-encoding"
  | "other";

const DEFAULT_PORTS: Readonly<Record<string, string>> = {
  http: "80",
  https: "443",
  ws: "80",
  wss: "443",
  ftp: "21",
};

function hasDotSegment(path: string): boolean {
  return path.split(/[/\\]/).some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment));
}

function hostDeviation(host: HostAnalysis | undefined): Deviation | undefined {
  if (!host || !/\S/.test(host.raw)) return undefined;
  const written = host.trailingDot ? host.raw.replace(/\.$/, "") : host.raw;
  if (written === host.name && !(host.trailingDot && host.kind === "ipv4")) return undefined;
  if (written.toLowerCase() === host.name && host.kind !== "ipv4") return "host case";
  return host.kind === "name" ? "host notation" : "address notation";
}

function portDeviation(scheme: string, port: string | undefined): Deviation | undefined {
  if (port === undefined) return undefined;
  if (port === "" || /^0\d/.test(port)) return "port notation";
  return DEFAULT_PORTS[scheme] === port ? "default port" : undefined;
}

/** All deviations from the canonical form; empty if and only if the text has that form. */
export function findDeviations(
  raw: string,
  canonical: string | undefined,
  parts: Parts,
  characters: Characters,
  percent: PercentEncoding,
  host: HostAnalysis | undefined,
): Deviation[] {
  if (raw === canonical) return [];
  const scheme = parts.scheme?.toLowerCase() ?? "";
  const special = isSpecial(scheme);
  const text = asBrowserReads(raw);
  const found: (Deviation | false | undefined)[] = [
    canonical === undefined && "unreadable",
    characters.whiteSpace && "white space",
    characters.control && "control character",
    characters.backslash && "backslash",
    parts.scheme !== undefined && parts.scheme !== scheme && "scheme case",
    special && !/^[^:]*:\/\/[^/\\]/.test(text) && "slashes",
    special && hostDeviation(host),
    special && portDeviation(scheme, parts.port),
    special && parts.path === "" && "empty path",
    hasDotSegment(parts.path) && "dot segments",
    characters.nonAscii && "non-ASCII text",
    percent.malformed && "malformed percent-encoding",
    percent.lowerCase && "lower-case percent-encoding",
    percent.unreserved && "needless percent-encoding",
  ];
  const deviations = found.filter((deviation) => typeof deviation === "string");
  return deviations.length > 0 ? deviations : ["other"];
}
