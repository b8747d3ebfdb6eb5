import { parse } from "tldts";
import type { HostAnalysis } from "./host.ts";
import { toUnicode } from "./idn.ts";

/** The part of a host that one owner has chosen. */
export interface Site {
  /** As people read it: `example.co.uk` of `app.example.co.uk`, `shop.vercel.app` on a shared host. */
  readonly domain: string;
  /** Its first label: `example`, `shop`. */
  readonly label: string;
  readonly isShared: boolean;
}

/** Undefined for IP addresses, hosts without a domain and bare suffixes. */
export function siteOf({ name, kind, sharedSuffix }: HostAnalysis): Site | undefined {
  if (kind !== "name" || !name.includes(".")) return undefined;
  const { domain } = parse(name, { validateHostname: false, allowPrivateDomains: true });
  if (domain === null) return undefined;
  const unicode = toUnicode(domain);
  const label = unicode.slice(0, unicode.indexOf("."));
  return { domain: unicode, label, isShared: sharedSuffix !== undefined };
}
