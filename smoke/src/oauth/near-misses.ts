/** A redirect URL that differs from a registered one by as little as possible. */
export interface NearMiss {
  /** How it differs. */
  readonly kind: string;
  readonly url: string;
}

/** No one can own this: RFC 2606 reserves the domain. */
const UNREGISTERED = "https://stytch-smoke.invalid/callback";

/**
 * Redirect URLs that must not receive a code for a client.
 *
 * @param url The registered URL that they resemble.
 * @param registered Every registered URL: none of them is a near miss.
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.1
 */
export function nearMisses(url: string, registered: readonly string[]): NearMiss[] {
  const candidates = [{ kind: "not registered", url: UNREGISTERED }, ...variants(url)];
  const seen = new Set(registered);
  return candidates.filter((candidate) => {
    const isNew = !seen.has(candidate.url);
    seen.add(candidate.url);
    return isNew;
  });
}

function variants(text: string): NearMiss[] {
  const url = URL.parse(text);
  if (url === null) return [];
  const isIp = /^\[|^\d+(\.\d+){3}$/.test(url.hostname);
  const changed = (kind: string, change: (copy: URL) => void): NearMiss => {
    const copy = new URL(url);
    change(copy);
    return { kind, url: copy.href };
  };
  return [
    changed("slash at the end", (copy) => {
      copy.pathname = copy.pathname.endsWith("/")
        ? copy.pathname.slice(0, -1)
        : `${copy.pathname}/`;
    }),
    changed("other case", (copy) => {
      copy.pathname = swapCase(copy.pathname);
    }),
    changed("extra query", (copy) => copy.searchParams.append("stytch_smoke", "1")),
    // RFC 8252 section 7.3 lets loopback IP literals, not `localhost`, match on any port.
    ...(isIp
      ? []
      : [
          changed("other port", (copy) => {
            copy.port = copy.port === "8443" ? "9443" : "8443";
          }),
          changed("subdomain", (copy) => {
            copy.hostname = `stytch-smoke.${copy.hostname}`;
          }),
        ]),
  ];
}

function swapCase(path: string): string {
  return path.replace(/[a-z]/i, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
