import { parse } from "tldts";
import { invalid, type Result, valid } from "../result.ts";
import { normalizeHost } from "./host.ts";
import { ADDRESS_NAMES, HOSTING, TUNNELS } from "./known-hosts.ts";
import { findLoopback } from "./loopback.ts";

/** A name, or an IP address, that a browser could open. */
const HOST =
  /^(?:\[[0-9a-f:.]+\]|(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)$/;

/**
 * A host as people may write it: with a scheme, with a slash or a dot at its end, in capitals, in letters
 * of any alphabet. Undefined if the text contains anything else, such as a port or a path.
 */
function plainHost(given: string): string | undefined {
  const [, written = ""] = /^(?:https?:)?(?:\/\/)?(.*?)\.?\/?$/is.exec(given) ?? [];
  if (/[\s/\\?#@*]/.test(written) || /:\d*$/.test(written.replace(/^\[.*\]/, ""))) return undefined;
  const host = normalizeHost(written);
  return HOST.test(host) ? host : undefined;
}

/** Domains under which anyone can get a name and most of which the public suffix list lacks. */
const SHARED: ReadonlySet<string> = new Set([...HOSTING, ...TUNNELS, ...ADDRESS_NAMES]);

/** A domain including all subdomains, which may be written `.example.com` or `*.example.com`. */
export function normalizeDomain(given: string): Result<string> {
  const host = plainHost(given.replace(/^((?:https?:\/\/)?)(?:\*?\.)/i, "$1"));
  if (host === undefined)
    return invalid("must be only a domain, such as example.com, without port and path");
  if (findLoopback(host) !== undefined)
    return invalid("is the user's own machine, which the rules on loopback addresses cover");
  const { domain, isIp } = parse(host, { allowPrivateDomains: true, validateHostname: false });
  // For a name that is itself a suffix, this is null, not "".
  const isShared = SHARED.has(host) || (domain === null && isIp !== true);
  if (isShared)
    return invalid(
      `must be a domain of yours; ${host} would mean every name below it, and anyone can get one there`,
    );
  return valid(host);
}

/** A domain under which anyone can get a name: any domain, including public suffixes. */
export function normalizeSuffix(given: string): Result<string> {
  const host = plainHost(given.replace(/^((?:https?:\/\/)?)(?:\*?\.)/i, "$1"));
  return host === undefined || findLoopback(host) !== undefined
    ? invalid("must be only a domain, such as hosting.example, without port and path")
    : valid(host);
}

/** A host without its subdomains. */
export function normalizePlainHost(given: string): Result<string> {
  const host = plainHost(given);
  if (host === undefined)
    return invalid("must be only a host, such as dev.example.com, without port, path and *");
  const loopback = findLoopback(host);
  return loopback === undefined || loopback === "unspecified"
    ? valid(host)
    : invalid("is the user's own machine, which may use http: anyway");
}
