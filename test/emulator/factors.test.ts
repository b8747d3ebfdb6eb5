import { describe, expect, it } from "vitest";
import { passwordFactor, withFactor } from "../../emulator/src/sessions/factors.ts";

const EMAIL = { emailId: "email-test-1", email: "ada@example.com" };

describe("withFactor", () => {
  const first = passwordFactor(EMAIL, 1000);

  it("renews a factor of the same kind about the same thing, which keeps its beginning", () => {
    expect(withFactor([first], passwordFactor(EMAIL, 2000))).toEqual([
      { ...first, lastAuthenticatedAt: 2000 },
    ]);
  });

  it.each([
    ["another address", passwordFactor({ ...EMAIL, email: "eve@example.com" }, 2000)],
    ["another way to the same address", { ...first, deliveryMethod: "email" }],
  ])("adds one of %s", (_name, factor) => {
    expect(withFactor([first], factor)).toEqual([first, factor]);
  });
});
