import { isIP } from "node:net";
import { networkInterfaces } from "node:os";

/** No page can point these names at this machine; proxies of tests send them. */
const STYTCH_HOSTS = ["test.stytch.com", "api.stytch.com"];

const EVERY_ADDRESS = new Set(["0.0.0.0", "::"]);

/**
 * Makes a test for requests that a web page must not be able to send, since a browser reaches the
 * emulator and its credentials are public:
 *
 * - 421 for a `Host` that is none of the emulator's names: a page whose own name resolves to this
 *   machine (DNS rebinding) could read every response, and this header decides the issuer of tokens;
 * - 403 for a request to `/_emulator` that a page of another origin sent. Such a page may navigate
 *   there, as a client does that requests an authorization.
 *
 * @param host The address that the emulator listens on.
 * @param allowedHosts Further names, without a port.
 * @returns The response that refuses a request; undefined if it is allowed.
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function createGuard(
  host: string,
  allowedHosts: readonly string[],
): (request: Request) => Response | undefined {
  const names = new Set(
    [
      host,
      ...allowedHosts,
      ...STYTCH_HOSTS,
      ...(EVERY_ADDRESS.has(host) ? ownAddresses() : []),
    ].map((name) => bracketed(name.toLowerCase())),
  );
  return (request) => {
    const { hostname, pathname, origin } = new URL(request.url);
    if (!isLoopback(hostname) && !names.has(hostname)) {
      return refusal(
        421,
        `This emulator does not serve the name ${hostname}: use its address, or start it with --allow-host ${hostname}.`,
      );
    }
    if (/^\/_emulator(\/|$)/.test(pathname) && isOfAnotherSite(request, origin)) {
      return refusal(
        403,
        "Pages of other sites may link to this address, but may not send requests to it.",
      );
    }
    return undefined;
  };
}

function isOfAnotherSite({ method, headers }: Request, own: string): boolean {
  const site = headers.get("sec-fetch-site");
  const isVisit = method === "GET" && headers.get("sec-fetch-mode") === "navigate";
  const isFramed = (headers.get("sec-fetch-dest") ?? "document") !== "document";
  if (site !== null) return site !== "same-origin" && site !== "none" && (!isVisit || isFramed);
  // Browsers omit the other headers for an address that others can reach without TLS.
  const origin = headers.get("origin");
  return origin !== null && origin !== own;
}

/** `localhost` and what is below it resolve to loopback addresses alone (RFC 6761 section 6.3). */
function isLoopback(hostname: string): boolean {
  if (isIP(hostname) === 4) return hostname.startsWith("127.");
  return hostname === "[::1]" || /(^|\.)localhost$/.test(hostname);
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.map(({ address }) => address),
  );
}

function bracketed(name: string): string {
  return isIP(name) === 6 ? `[${name}]` : name;
}

function refusal(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
