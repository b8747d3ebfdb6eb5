import ipaddr from "ipaddr.js";
import { parse } from "tldts";
import { domainAround } from "./domain-around.ts";
import {
  ADDRESS_NAMES,
  LOCAL_DOMAINS,
  LOOPBACK_NAMES,
  METADATA_HOSTS,
  UNREACHABLE_DOMAINS,
} from "./known-hosts.ts";

/**
 * Why a host does not lead everyone to the same machine. `loopback name` leads to the browser's own
 * machine by the public DNS; `translated` is an IPv6 address that stands for an IPv4 one.
 */
export type Reach =
  | "loopback name"
  | "cloud metadata"
  | "private address"
  | "link-local address"
  | "translated address"
  | "unusable address"
  | "local name"
  | "single label"
  | "unknown domain"
  | "unreachable name"
  | "public suffix";

/** Addresses in documentation stand for public ones, as `example.com` does: RFC 5737, 3849, 9637. */
const DOCUMENTATION = ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"]
  .concat("3fff::/20")
  .map((range) => ipaddr.parseCIDR(range));

const LOCALHOST = ["localhost"];

/** By the names that ipaddr.js gives to the ranges of IANA's registries of special addresses. */
const REACHES: Readonly<Record<string, Reach | undefined>> = {
  unicast: undefined,
  // The rules on loopback addresses cover these.
  loopback: undefined,
  private: "private address",
  uniqueLocal: "private address",
  deprecatedSiteLocal: "private address",
  carrierGradeNat: "private address",
  linkLocal: "link-local address",
  ipv4Mapped: "translated address",
  rfc6052: "translated address",
  rfc6145: "translated address",
  "6to4": "translated address",
  teredo: "translated address",
};

/** @see https://www.iana.org/assignments/iana-ipv4-special-registry/ and iana-ipv6-special-registry */
function reachOfAddress(text: string): Reach | undefined {
  const address = ipaddr.parse(text);
  const isDocumentation = DOCUMENTATION.some(
    ([base, bits]) => base.kind() === address.kind() && address.match(base, bits),
  );
  if (isDocumentation) return undefined;
  // IPv4-compatible addresses, deprecated by RFC 4291, are in no registry; [::] and [::1] are.
  if (/^::[0-9a-f]+:[0-9a-f]+$/.test(text)) return "translated address";
  const range = address.range();
  return range in REACHES ? REACHES[range] : "unusable address";
}

/** The address that a name below `nip.io` or the like spells, if any. */
function spelledAddress(name: string): string | undefined {
  const plain = /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?![^.-])/.exec(name);
  const hex = /(?:^|[.-])([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})(?![^.-])/.exec(name);
  const decimal =
    plain?.slice(1).map(Number) ?? hex?.slice(1).map((part) => Number.parseInt(part, 16));
  const text = decimal?.join(".") ?? name.slice(name.lastIndexOf(".") + 1).replaceAll("-", ":");
  return ipaddr.isValid(text) ? ipaddr.parse(text).toString() : undefined;
}

/** @param name a host in WHATWG's form, without a trailing dot. */
export function findReach(name: string): Reach | undefined {
  if (METADATA_HOSTS.includes(name)) return "cloud metadata";
  if (name.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(name)) {
    const text = name.replace(/^\[(.*)\]$/, "$1");
    return ipaddr.isValid(text) ? reachOfAddress(text) : undefined;
  }
  if (domainAround(name, LOOPBACK_NAMES) !== undefined) return "loopback name";
  const service = domainAround(name, ADDRESS_NAMES);
  if (service !== undefined) {
    const address = spelledAddress(name.slice(0, -service.length - 1));
    if (address === undefined || ipaddr.parse(address).range() === "loopback")
      return "loopback name";
    return reachOfAddress(address);
  }
  if (domainAround(name, UNREACHABLE_DOMAINS) && !domainAround(name, LOCAL_DOMAINS))
    return "unreachable name";
  // The rules on loopback addresses cover localhost, too.
  if (domainAround(name, LOCALHOST) || name === "") return undefined;
  // A text with a wildcard or a placeholder is not a label.
  if (!name.includes(".")) return /^[\w-]+$/.test(name) ? "single label" : undefined;
  if (domainAround(name, LOCAL_DOMAINS)) return "local name";
  const { domain, isIcann, isPrivate, publicSuffix } = parse(name, { validateHostname: false });
  if (domain === null && isIcann === true) return "public suffix";
  // The public suffix list has every top-level domain; .example stands for any of them.
  const isKnown = isIcann === true || isPrivate === true || publicSuffix === "example";
  return isKnown || !/^(?!xn--)[a-z][a-z0-9-]*$/.test(publicSuffix ?? "")
    ? undefined
    : "unknown domain";
}
