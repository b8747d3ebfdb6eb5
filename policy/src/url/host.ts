import { parse } from "tldts";
import { findHomograph, type Homograph, toUnicode } from "./idn.ts";
import { findLoopback, type Loopback } from "./loopback.ts";
import { findReach, type Reach } from "./reach.ts";

/** A host: as written, and as a browser reads it. */
export interface HostAnalysis {
  readonly raw: string;
  /** In WHATWG's form: lower case, punycode, plain addresses; no trailing dot. */
  readonly name: string;
  /** The name as people read it. */
  readonly unicode: string;
  readonly kind: "name" | "ipv4" | "ipv6";
  /** Network interface of an IPv6 address: `eth0` in `[fe80::1%eth0]`. Browsers refuse it. */
  readonly zone: string | undefined;
  readonly trailingDot: boolean;
  readonly loopback: Loopback | undefined;
  /** Why it does not lead everyone to the same machine, apart from loopback addresses and localhost. */
  readonly reach: Reach | undefined;
  readonly homograph: Homograph | undefined;
  /** The part that belongs to one owner, by the ICANN section of the public suffix list. */
  readonly registrable: string | undefined;
  /** Suffix under which anyone can get a name: `vercel.app`; from the private section of the list. */
  readonly sharedSuffix: string | undefined;
}

/** Whether a name is a domain or below it. Both in WHATWG's form. */
export function isWithin(name: string, domain: string): boolean {
  // Without a text for each of the hundreds of domains that each name is compared with.
  const before = name.length - domain.length - 1;
  return name.endsWith(domain) && (before === -1 || name[before] === ".");
}

/** A name has at most 253 characters; this leaves room for encodings. */
const LONGEST_HOST = 1024;

/** Whether a host is too long to be read: IDNA's time grows with the square of the length. */
export function isOverlong(host: string | undefined): boolean {
  return host !== undefined && host.length > LONGEST_HOST;
}

/** A host in WHATWG's form, or in lower case if a browser would refuse it. */
export function normalizeHost(raw: string): string {
  const url = `https://${raw}/`;
  if (isOverlong(raw)) return raw.toLowerCase();
  // A character that ends the host would make this the host of another URL.
  const name = /[/\\?#@]/.test(raw) ? undefined : URL.parse(url)?.hostname;
  return name || raw.toLowerCase();
}

/** Suffixes of a name on the public suffix list; IP addresses and bare suffixes have no owner. */
function findSuffixes(name: string): Pick<HostAnalysis, "registrable" | "sharedSuffix"> {
  const icann = parse(name, { validateHostname: false });
  const all = parse(name, { validateHostname: false, allowPrivateDomains: true });
  return {
    registrable: icann.domain ?? undefined,
    // Under suffixes of governments, such as service.gov.uk, no one else gets a name.
    sharedSuffix:
      all.isPrivate && !/\.gov(?:\.[a-z]{2})?$/.test(all.publicSuffix ?? "")
        ? (all.publicSuffix ?? undefined)
        : undefined,
  };
}

function kindOf(name: string): HostAnalysis["kind"] {
  if (name.startsWith("[")) return "ipv6";
  return /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name) ? "ipv4" : "name";
}

export function analyzeHost(raw: string): HostAnalysis {
  // RFC 6874 writes the percent sign before a zone as %25.
  const zoned = /^(\[[^%]*)%(?:25(?=[^\]]))?(.*)\]/s.exec(raw);
  const read = normalizeHost(zoned ? `${zoned[1]}]` : raw);
  const trailingDot = read.endsWith(".") || raw.endsWith(".");
  const name = read.endsWith(".") ? read.slice(0, -1) : read;
  const unicode = isOverlong(name) ? name : toUnicode(name);
  const reach = findReach(name);
  return {
    raw,
    name,
    unicode,
    kind: kindOf(name),
    zone: zoned?.[2],
    trailingDot,
    loopback: findLoopback(name) ?? (reach === "loopback name" ? "name" : undefined),
    reach,
    homograph: findHomograph(unicode),
    ...findSuffixes(name),
  };
}
