/**
 * How a host means the machine that the browser runs on. `unspecified` is 0.0.0.0 and [::], which
 * some systems connect to the same machine; `mapped` is an IPv4 loopback address in IPv6 notation;
 * `name` is a name that the public DNS, or a hosts file, resolves to 127.0.0.1.
 */
export type Loopback = "ipv4" | "ipv6" | "localhost" | "mapped" | "unspecified" | "name";

/** Loopback hosts that may lead to another machine, or that are resolved over the network. */
const ELSEWHERE: ReadonlySet<Loopback> = new Set(["unspecified", "name"]);

/** Whether a host is the machine that the browser runs on for certain, so that no network is between. */
export function isOwnMachine({ loopback }: { readonly loopback: Loopback | undefined }): boolean {
  return loopback !== undefined && !ELSEWHERE.has(loopback);
}

/** @param name a host in WHATWG's form, without a trailing dot. */
export function findLoopback(name: string): Loopback | undefined {
  if (name === "localhost" || name.endsWith(".localhost")) return "localhost";
  if (/^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)) return "ipv4";
  if (name === "[::1]") return "ipv6";
  if (name === "0.0.0.0" || name === "[::]" || name === "[::ffff:0:0]") return "unspecified";
  if (/^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(name)) return "mapped";
  return undefined;
}
