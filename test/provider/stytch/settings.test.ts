import { expect, test } from "vitest";
import { StytchSettingsError } from "../../../provider/src/stytch/errors.ts";
import { isLoopback, parseSettings } from "../../../provider/src/stytch/settings.ts";
import { expectHidden } from "../_secrets.ts";

const UUID = "11111111-2222-4333-8444-555555555555";
const VALID = {
  projectId: `project-test-${UUID}`,
  secret: "secret-test-canary",
  apiUrl: "https://stytch.example.com",
};

function parse(changes: Partial<Record<keyof typeof VALID, string | undefined>> = {}) {
  const values = { ...VALID, ...changes };
  const found = (key: keyof typeof VALID) => ({
    value: values[key],
    key: `stytch:${key}`,
    remedy: `remedy of ${key}`,
  });
  return parseSettings({
    projectId: found("projectId"),
    secret: found("secret"),
    apiUrl: found("apiUrl"),
  });
}

function refusal(changes: Parameters<typeof parse>[0]): StytchSettingsError {
  try {
    parse(changes);
  } catch (error) {
    expect(error).toBeInstanceOf(StytchSettingsError);
    return error as StytchSettingsError;
  }
  throw new Error("was accepted");
}

test("valid settings are returned as found", () => {
  expect(parse()).toEqual(VALID);
});

test.each([
  [`project-live-${UUID}`, "https://api.stytch.com"],
  [`project-test-${UUID}`, "https://test.stytch.com"],
])("without an address %s uses %s", (projectId, apiUrl) => {
  expect(parse({ projectId, apiUrl: undefined }).apiUrl).toBe(apiUrl);
  expect(parse({ projectId, apiUrl: "" }).apiUrl).toBe(apiUrl);
});

test.each([
  ["https://stytch.example.com/", "https://stytch.example.com"],
  ["HTTPS://Stytch.Example.com", "https://stytch.example.com"],
  ["https://stytch.example.com:443", "https://stytch.example.com"],
  ["https://stytch.example.com:8443", "https://stytch.example.com:8443"],
  ["http://localhost:4010", "http://localhost:4010"],
  ["http://127.0.0.1:4010/", "http://127.0.0.1:4010"],
  ["http://[::1]:4010", "http://[::1]:4010"],
])("the address %s is used as %s", (given, apiUrl) => {
  expect(parse({ apiUrl: given }).apiUrl).toBe(apiUrl);
});

test.each([
  ["projectId", undefined],
  ["projectId", ""],
  ["projectId", "project-test"],
  ["projectId", UUID],
  ["projectId", `project-prod-${UUID}`],
  ["projectId", `project-test-${UUID}0`],
  ["projectId", ` project-test-${UUID}`],
  ["projectId", `project-test-${UUID}\n`],
  ["projectId", `project-test-${UUID.toUpperCase().replaceAll("5", "G")}`],
  ["secret", undefined],
  ["secret", ""],
  ["secret", "secret test canary"],
  ["secret", "secret-test-canary\n"],
  ["secret", "secret-test-canäry"],
  ["apiUrl", "stytch.example.com"],
  ["apiUrl", "not a url"],
  ["apiUrl", "ftp://stytch.example.com"],
  ["apiUrl", "http://stytch.example.com"],
  ["apiUrl", "http://127.0.0.1.example.com"],
  ["apiUrl", "http://localhost.example.com"],
  ["apiUrl", "http://127.0.0.2"],
  ["apiUrl", "https://user:password-canary@stytch.example.com"],
  ["apiUrl", "https://stytch.example.com/v1"],
  ["apiUrl", "https://stytch.example.com/?a=b"],
  ["apiUrl", "https://stytch.example.com/#a"],
] as const)("%s %j is refused with its key and remedy, alone", (key, value) => {
  const error = refusal({ [key]: value });
  expect(error.code).toBe("ERR_STYTCH_SETTINGS");
  expect(error.message).toContain(`stytch:${key} `);
  expect(error.message).toContain(`remedy of ${key}`);
  for (const other of ["projectId", "secret", "apiUrl"].filter((name) => name !== key)) {
    expect(error.message).not.toContain(`stytch:${other}`);
  }
});

test("one error names everything that is wrong", () => {
  const { message } = refusal({ projectId: undefined, secret: "", apiUrl: "nowhere" });
  for (const key of ["stytch:projectId", "stytch:secret", "stytch:apiUrl"]) {
    expect(message.split(key)).toHaveLength(2);
  }
});

test.each([
  [
    { projectId: undefined, secret: "" },
    /^The Stytch project is not configured: stytch:projectId is/,
  ],
  [{ secret: undefined }, /^The Stytch project is not configured: stytch:secret is missing/],
  [{ projectId: "wrong" }, /^stytch:projectId does not look like/],
  [{ secret: "with spaces" }, /^stytch:secret contains spaces/],
  [{ projectId: undefined, secret: "with spaces" }, /^stytch:projectId is missing/],
  [{ apiUrl: "nowhere" }, /^stytch:apiUrl is not an absolute URL \(remedy of apiUrl\)\.$/],
])("of %j says that nothing is configured only if nothing is malformed", (changes, start) => {
  expect(refusal(changes).message).toMatch(start);
});

test.each([
  { secret: "secret canary-with-space" },
  { secret: "secret-test-canary", projectId: "secret-test-canary" },
  { secret: "secret-test-canary", apiUrl: "https://secret-test-canary/path" },
  { secret: "secret-test-canary", apiUrl: "https://u:secret-test-canary@example.com" },
])("the error contains no value: %j", (changes) => {
  expectHidden(refusal({ projectId: "x", ...changes }), "canary-with-space", "secret-test-canary");
});

test.each([
  ["http://localhost", true],
  ["http://LOCALHOST:1", true],
  ["https://127.0.0.1", true],
  ["http://[::1]:80", true],
  ["https://example.com", false],
  ["https://localhost.example.com", false],
  ["http://10.0.0.1", false],
])("isLoopback(%s) is %s", (url, expected) => {
  expect(isLoopback(new URL(url))).toBe(expected);
});
