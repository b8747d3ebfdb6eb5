/** Codes of errors before a connection was made, hence before anything was sent. */
const NOT_CONNECTED = new Set([
  ...["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "EADDRNOTAVAIL"],
  "UND_ERR_CONNECT_TIMEOUT",
]);
const NO_NAME = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME"]);
const TLS = /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH)/;

/** What happened to a request without a response. */
export interface ConnectionProblem {
  /** In words, with host and port. */
  readonly problem: string;
  /** Whether the server may have received the request. */
  readonly sent: boolean;
}

/** Says what broke a connection, without texts of the error: they may quote a response. */
export function connectionProblem(
  error: unknown,
  url: string,
  proxied: boolean,
): ConnectionProblem {
  const code = codeOf(error);
  const where = `${hostAndPort(url)}${proxied ? " (a proxy is set)" : ""}`;
  const refused = (why: string) => ({
    problem: `could not connect to ${where}${why} (${code})`,
    sent: false,
  });
  if (NOT_CONNECTED.has(code)) return refused("");
  if (NO_NAME.has(code)) return refused(": DNS does not know the host");
  if (TLS.test(code)) return refused(": the TLS connection cannot be trusted");
  return {
    problem: `the connection to ${where} broke before a whole response arrived (${code})`,
    sent: true,
  };
}

/** Such as `api.stytch.com:443`. */
export function hostAndPort(text: string): string {
  const { hostname, port, protocol } = new URL(text);
  return `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
