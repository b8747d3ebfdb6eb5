import { describe, expect, test } from "vitest";
import { EngineError, forEngine } from "../../../provider/src/engine/engine-error.ts";
import { OutcomeUnknownError } from "../../../provider/src/lifecycle/errors.ts";
import {
  StytchApiError,
  StytchIncompleteCreateError,
  StytchNetworkError,
  StytchSettingsError,
} from "../../../provider/src/stytch/errors.ts";
import { expectHidden, failureOf } from "../_secrets.ts";

const PLACE = { method: "POST", path: "/v1/x" };
const SECRET = "canary-client-secret";
const LOST = new OutcomeUnknownError(new StytchNetworkError(PLACE, "broke.", true), {
  kind: "nothing found",
});

/** What the engine's dynamic-provider server writes of an error. */
const printed = (error: Error) => `${error}: ${error.stack}`;

describe.each([
  ["ERR_STYTCH_API", new StytchApiError(PLACE, { status: 400, errorType: "e" }, "hint")],
  ["ERR_STYTCH_SETTINGS", new StytchSettingsError("not configured")],
  ["ERR_STYTCH_OUTCOME_UNKNOWN", LOST],
  [
    "ERR_STYTCH_RESPONSE",
    new StytchIncompleteCreateError(PLACE, "p", { clientId: "c", clientSecret: SECRET }),
  ],
])("an error with code %s", (code, cause) => {
  test("reaches the engine with code and message", async () => {
    const error = await failureOf(forEngine("read of it", () => Promise.reject(cause)));
    expect(error).toBeInstanceOf(EngineError);
    expect(error.message).toBe(`[${code}] ${cause.message}`);
    expect(error).toMatchObject({ id: undefined, reasons: undefined });
    expect("properties" in error).toBe(false);
  });

  test("is printed without frames of a program that no one knows", async () => {
    const error = await failureOf(forEngine("read of it", () => Promise.reject(cause)));
    expect(printed(error)).not.toMatch(/\bat .*:\d+/);
    expect(printed(error)).toBe(`${code}: read of it failed, see the error at its resource.`);
    expect(printed(error)).not.toContain("undefined");
    expectHidden(error, SECRET);
  });
});

describe("an error after the resource was created", () => {
  const properties = { clientSecret: SECRET, __provider: "text" };
  const cause = new StytchIncompleteCreateError(PLACE, "p", {
    clientId: "connected-app-test-1",
    clientSecret: SECRET,
  });
  const error = new EngineError(cause, "create", { id: "connected-app-test-1", properties });

  test("carries what the engine needs to keep it", () => {
    const reasons = [`[ERR_STYTCH_RESPONSE] ${cause.message}`];
    expect(error).toMatchObject({ id: "connected-app-test-1", reasons });
    expect("properties" in error && error.properties).toEqual(properties);
  });

  test("shows the properties to no printer", () => {
    expect(Object.keys(error)).not.toContain("properties");
    expect({ ...error }).not.toHaveProperty("properties");
    expectHidden(error, SECRET);
    expect(printed(error)).not.toContain(SECRET);
  });
});

describe("forEngine", () => {
  test("returns what the operation returns", async () => {
    expect(await forEngine("read of it", async () => 5)).toBe(5);
  });

  test("leaves an EngineError as it is", async () => {
    const error = new EngineError(new StytchSettingsError("x"), "check");
    expect(await failureOf(forEngine("read of it", () => Promise.reject(error)))).toBe(error);
  });

  test.each([new TypeError("bug"), Object.assign(new Error("bug"), { code: "ENOENT" })])(
    "leaves a bug its stack: %s",
    async (bug) => {
      const { stack } = bug;
      const error = await failureOf(forEngine("read of it", () => Promise.reject(bug)));
      expect(error).toBe(bug);
      expect(error.stack).toBe(stack);
      expect(printed(error)).toMatch(/\bat .*engine-error\.test/);
    },
  );
});
