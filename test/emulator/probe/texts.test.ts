import { describe, expect, it } from "vitest";
import { isMarked } from "../../../emulator/src/probe/mark.ts";
import { createSafeText } from "../../../emulator/src/probe/safe-text.ts";

describe("createSafeText()", () => {
  it("hides what it is given, ids, tokens and URLs", () => {
    const safe = createSafeText(["a-known-secret"]);
    safe.hide("another-secret");
    safe.hide("short");
    expect(safe.text("a-known-secret another-secret short")).toBe("[hidden] [hidden] short");
    expect(
      safe.text("secret-live-abcdefgh= project-test-12345678 eyJhbGciOiJSUzI1NiJ9.e30.x"),
    ).toBe("[hidden] [hidden] [hidden]");
    expect(safe.text("at https://login.example.org/x?y now")).toBe("at [hidden] now");
    // A form that the table does not have is of use only if it can be seen.
    expect(safe.text("https://app.example.com/X")).toBe("https://app.example.com/X");
  });
});

describe("isMarked()", () => {
  it.each([
    "",
    "stytch-probe",
    "stytch-probe-",
    "my stytch-probe-01234567",
    "stytch-probe-wxyz",
    undefined,
    7,
  ])("is false of %j", (name) => expect(isMarked(name)).toBe(false));
});
