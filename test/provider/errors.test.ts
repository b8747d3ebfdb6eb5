import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { AdoptionError } from "../../provider/src/connected-app/adopt/adopt.ts";
import { DestructiveChangeError } from "../../provider/src/connected-app/destruction.ts";
import {
  ConnectedAppAmbiguousError,
  ConnectedAppNotFoundError,
  LookupArgumentsError,
} from "../../provider/src/connected-app/lookup/errors.ts";
import { RotationError } from "../../provider/src/connected-app/rotation/plan.ts";
import type { AnyStytchError } from "../../provider/src/errors.ts";
import {
  NoSuchResourceError,
  OutcomeUnknownError,
  SharedResourceError,
} from "../../provider/src/lifecycle/errors.ts";
import { ProgramError } from "../../provider/src/program/program-error.ts";
import {
  StytchApiError,
  StytchIncompleteCreateError,
  StytchInterruptedError,
  StytchNetworkError,
  StytchResponseError,
  StytchSettingsError,
  StytchTimeoutError,
} from "../../provider/src/stytch/errors.ts";
import {
  isStytchError,
  StytchError,
  type StytchErrorCode,
} from "../../provider/src/stytch-error.ts";

const PLACE = { method: "POST", path: "/v1/x" };
const ASKED = { call: "getConnectedApp()", projectId: "project-test-1" };
const LOST = new StytchNetworkError(PLACE, "broke.", true);

const ERRORS: AnyStytchError[] = [
  new StytchSettingsError("m"),
  new StytchApiError(PLACE, { status: 400 }, "hint"),
  LOST,
  new StytchTimeoutError(PLACE, "p", false),
  new StytchInterruptedError(PLACE, "p", false),
  new StytchResponseError(PLACE, "p", false),
  new StytchIncompleteCreateError(PLACE, "p", { clientId: "c", clientSecret: "" }),
  new OutcomeUnknownError(LOST, { kind: "nothing found" }),
  new AdoptionError("m"),
  new SharedResourceError("adoptByName names what", "new"),
  new RotationError("m"),
  new DestructiveChangeError("c", false),
  new NoSuchResourceError("c", "project-test-1"),
  new ConnectedAppNotFoundError(ASKED, "client of this id"),
  new ConnectedAppAmbiguousError(ASKED, ["a", "b"]),
  new LookupArgumentsError("m"),
  new ProgramError({ code: "ERR_STYTCH_OPTIONS", message: "m" }),
  new ProgramError({ code: "ERR_STYTCH_PULUMI_SDK", message: "m" }),
];

/** All of the union; the compiler notices one that is missing. */
const CODES = Object.keys({
  ERR_STYTCH_SETTINGS: 0,
  ERR_STYTCH_API: 0,
  ERR_STYTCH_NETWORK: 0,
  ERR_STYTCH_TIMEOUT: 0,
  ERR_STYTCH_INTERRUPTED: 0,
  ERR_STYTCH_RESPONSE: 0,
  ERR_STYTCH_OUTCOME_UNKNOWN: 0,
  ERR_STYTCH_ADOPTION: 0,
  ERR_STYTCH_ROTATION: 0,
  ERR_STYTCH_DESTRUCTIVE: 0,
  ERR_STYTCH_NOT_FOUND: 0,
  ERR_STYTCH_AMBIGUOUS: 0,
  ERR_STYTCH_ARGUMENTS: 0,
  ERR_STYTCH_OPTIONS: 0,
  ERR_STYTCH_PULUMI_SDK: 0,
} satisfies Record<StytchErrorCode, 0>);

describe("every error raised on purpose", () => {
  test.each(ERRORS.map((error) => [error.constructor.name, error] as const))(
    "%s is recognized, by nothing that a printer shows",
    (_name, error) => {
      expect(isStytchError(error)).toBe(true);
      expect(inspect(error)).not.toContain("pulumi-stytch-connected-apps.error");
    },
  );

  test("has one of the codes, each of which some class has", () => {
    expect([...new Set(ERRORS.map(({ code }) => code))].sort()).toEqual([...CODES].sort());
  });

  test("but that of Pulumi's has the base and the name of its class", () => {
    for (const error of ERRORS.filter((error) => !(error instanceof ProgramError))) {
      expect(error).toBeInstanceOf(StytchError);
      expect(error.name).toBe(error.constructor.name);
    }
  });

  test("has its code in the documentation", () => {
    const page = readFileSync(new URL("../../docs/troubleshooting.md", import.meta.url), "utf8");
    for (const code of CODES) expect(page).toContain(`\`${code}\``);
  });
});

test("an error of another copy of the package is recognized", () => {
  const built = createRequire(import.meta.url)("../../provider/dist/stytch/errors.js");
  const error = new built.StytchSettingsError("m");
  expect(error).not.toBeInstanceOf(StytchError);
  expect(isStytchError(error)).toBe(true);
});

test.each([
  new TypeError("bug"),
  Object.assign(new Error("bug"), { code: "ENOENT" }),
  // The code alone says nothing of who raised it.
  Object.assign(new Error("bug"), { code: "ERR_STYTCH_API" }),
  { code: "ERR_STYTCH_API", message: "m" },
  "ERR_STYTCH_API",
  undefined,
  null,
])("%o is none", (value) => {
  expect(isStytchError(value)).toBe(false);
});
