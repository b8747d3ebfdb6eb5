/**
 * How a host means the machine that the browser runs on. `unspecified` is 0.0.0.0 and [::], which
 * some systems connect to the same machine; `mapped` is an IPv4 loopback address in IPv6 notation.
 */
export type Loopback = "ipv4" | "ipv6" | "localhost" | "mapped" | "unspecified";

/** The first 16 bits of an IPv4 address in IPv6 notation, as WHATWG writes it, or undefined. */
function mappedPrefix(name: string): string | undefined {
  return /^\[::ffff:([0-9a-f]{1,4}):[0-9a-f]{1,4}\]$/.exec(name)?.[1];
}

/** @param name a host in WHATWG's form, without a trailing dot. */
export function findLoopback(name: string): Loopback | undefined {
  if (name === "localhost" || name.endsWith(".localhost")) return "localhost";
  if (/^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)) return "ipv4";
  if (name === "[::1]") return "ipv6";
  if (name === "0.0.0.0" || name === "[::]" || name === "[::ffff:0:0]") return "unspecified";
  if (/^7f[0-9a-f]{2}$/.test(mappedPrefix(name) ?? "")) return "mapped";
  return undefined;
}
