import { parse } from "tldts";
import { invalid, type Result, valid } from "../result.ts";
import { normalizeHost } from "./host.ts";
import { ADDRESS_NAMES, HOSTING, TUNNELS } from "./known-hosts.ts";
import { findLoopback } from "./loopback.ts";

/** A name, or an address, that a browser could go to. */
const HOST =
  /^(?:\[[0-9a-f:.]+\]|(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)$/;

/**
 * A host however a person writes it: with a scheme, a slash or a dot at its end, in capitals, in
 * letters of any alphabet. Undefined for what has anything else in it, such as a port or a path.
 */
function plainHost(given: string): string | undefined {
  const [, written = ""] = /^(?:https?:)?(?:\/\/)?(.*?)\.?\/?$/is.exec(given) ?? [];
  if (/[\s/\\?#@*]/.test(written) || /:\d*$/.test(written.replace(/^\[.*\]/, ""))) return undefined;
  const host = normalizeHost(written);
  return HOST.test(host) ? host : undefined;
}

/** Domains under which anyone can get a name, though the public suffix list has most others only. */
const SHARED: ReadonlySet<string> = new Set([...HOSTING, ...TUNNELS, ...ADDRESS_NAMES]);

/** A domain with all names below it, which may be written `.example.com` or `*.example.com`. */
export function normalizeDomain(given: string): Result<string> {
  const host = plainHost(given.replace(/^((?:https?:\/\/)?)(?:\*?\.)/i, "$1"));
  if (host === undefined)
    return invalid("must be only a domain, such as example.com, without port and path");
  if (findLoopback(host) !== undefined)
    return invalid("is the user's own machine, which the rules on loopback addresses cover");
  const { domain, isIp } = parse(host, { allowPrivateDomains: true, validateHostname: false });
  // Not "" but null for a name that is a suffix as a whole.
  const isShared = SHARED.has(host) || (domain === null && isIp !== true);
  if (isShared)
    return invalid(
      `must be a domain of yours; ${host} would mean every name below it, and anyone can get one there`,
    );
  return valid(host);
}

/** A domain under which strangers get names: any domain, public suffixes included. */
export function normalizeSuffix(given: string): Result<string> {
  const host = plainHost(given.replace(/^((?:https?:\/\/)?)(?:\*?\.)/i, "$1"));
  return host === undefined || findLoopback(host) !== undefined
    ? invalid("must be only a domain, such as hosting.example, without port and path")
    : valid(host);
}

/** A host without the names below it. */
export function normalizePlainHost(given: string): Result<string> {
  const host = plainHost(given);
  if (host === undefined)
    return invalid("must be only a host, such as dev.example.com, without port, path and *");
  const loopback = findLoopback(host);
  return loopback === undefined || loopback === "unspecified"
    ? valid(host)
    : invalid("is the user's own machine, which may use http: anyway");
}
