import { describe, expect, test } from "vitest";
import { connectionProblem, hostAndPort } from "../../smoke/src/http/connection-error.ts";
import { mayResend, readRetryAfter, waitBefore } from "../../smoke/src/http/retry.ts";

const failing = (code: string) => Object.assign(new Error(`secret ${code}`), { code });

describe("connectionProblem()", () => {
  const url = "https://api.example.com/v1/x";

  test.for([
    ["ECONNREFUSED", "could not connect to api.example.com:443 (ECONNREFUSED)", false],
    ["UND_ERR_CONNECT_TIMEOUT", /^could not connect to api\.example\.com:443 \(UND/, false],
    ["ENOTFOUND", /^could not connect to api\.example\.com:443: DNS does not know the host/, false],
    ["EAI_AGAIN", /DNS does not know the host \(EAI_AGAIN\)$/, false],
    ["CERT_HAS_EXPIRED", /:443: the TLS connection cannot be trusted \(CERT_HAS_EXP/, false],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", /the TLS connection cannot be trusted/, false],
    ["ERR_TLS_CERT_ALTNAME_INVALID", /the TLS connection cannot be trusted/, false],
    ["ERR_SSL_WRONG_VERSION_NUMBER", /the TLS connection cannot be trusted/, false],
    ["ECONNRESET", /^the connection to api\.example\.com:443 broke before a whole resp/, true],
    ["UND_ERR_SOCKET", /broke before a whole response arrived \(UND_ERR_SOCKET\)$/, true],
  ] as const)("w/ %s names host and port", ([code, problem, sent]) => {
    const found = connectionProblem(failing(code), url, false);
    expect(found).toEqual({
      problem: typeof problem === "string" ? problem : expect.stringMatching(problem),
      sent,
    });
    expect(found.problem).not.toContain("secret");
  });

  test("says that a proxy is set", () => {
    expect(connectionProblem(failing("ECONNREFUSED"), url, true).problem).toBe(
      "could not connect to api.example.com:443 (a proxy is set) (ECONNREFUSED)",
    );
  });

  test.for([
    ["http://127.0.0.1/", "127.0.0.1:80"],
    ["http://[::1]:4000/", "[::1]:4000"],
    ["https://x.example:8443/a?b", "x.example:8443"],
  ] as const)("hostAndPort(%s) is %s", ([text, expected]) => {
    expect(hostAndPort(text)).toBe(expected);
  });
});

describe("mayResend()", () => {
  test.for([
    [429, true, true],
    [425, true, true],
    [408, false, true],
    [500, false, true],
    [503, false, true],
    [499, false, false],
    [200, false, false],
    [404, false, false],
  ] as const)("after %d: %s if it works once, %s if it is idempotent", ([status, once, more]) => {
    expect(mayResend(status, false)).toBe(once);
    expect(mayResend(status, true)).toBe(more);
  });
});

describe("waitBefore()", () => {
  test.for<[number, number | undefined, number | undefined]>([
    [1, undefined, 500],
    [2, undefined, 1000],
    [7, undefined, 30_000],
    [1, 0, 0],
    [1, 30_000, 30_000],
    [1, 30_001, undefined],
  ])("after %d tries and Retry-After %s waits %s", ([tries, asked, expected]) => {
    expect(waitBefore(tries, asked)).toBe(expected);
  });
});

describe("readRetryAfter()", () => {
  const now = Date.parse("Sun, 06 Nov 1994 08:49:37 GMT");

  test.for<[string | undefined, number | undefined]>([
    [undefined, undefined],
    ["7", 7000],
    [" 0 ", 0],
    ["Sun, 06 Nov 1994 08:49:40 GMT", 3000],
    ["Sun, 06 Nov 1994 08:49:30 GMT", 0],
    [" Sun, 06 Nov 1994 08:49:40 GMT ", 3000],
    ["Sun, 06 Abc 1994 08:49:40 GMT", undefined],
    ["soon", undefined],
    ["may 1", undefined],
    ["-1", undefined],
    ["1.5", undefined],
    ["1994-11-06", undefined],
  ])("reads %s as %s ms", ([header, expected]) => {
    expect(readRetryAfter(header, now)).toBe(expected);
  });
});
