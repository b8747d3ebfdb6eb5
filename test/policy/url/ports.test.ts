import { describe, expect, it } from "vitest";
import { isBlockedPort } from "../../../policy/src/url/ports.ts";

/** Every port that browsers refuse, by the list of the module. */
const BLOCKED = Array.from({ length: 65_536 }, (_, port) => port).filter((port) =>
  isBlockedPort(String(port)),
);

/** Why `fetch` refuses a port; it does so before it looks for the host. */
async function refusalOf(port: number): Promise<unknown> {
  const failure: unknown = await fetch(`https://[::1]:${port}/`).catch((error: unknown) => error);
  return failure instanceof Error ? failure.cause : undefined;
}

describe("isBlockedPort()", () => {
  it("knows more than 80 ports, and none that the web is used with", () => {
    expect(BLOCKED.length).toBeGreaterThan(80);
    for (const port of [80, 443, 444, 3000, 5000, 5173, 6443, 8080, 8443, 9443, 65_535])
      expect(BLOCKED).not.toContain(port);
  });

  // Node.js does not know yet that the standard refuses the port 0.
  it.each(BLOCKED.filter((port) => port !== 0))("agrees with fetch() on %s", async (port) => {
    expect(await refusalOf(port)).toMatchObject({ message: "bad port" });
  });

  it.each(["0", "022", "00", "10080"])("refuses %j", (port) => {
    expect(isBlockedPort(port)).toBe(true);
  });

  it.each([undefined, "", "22x", "*", "-22", "220", "2 2"])("does not block %j", (port) => {
    expect(isBlockedPort(port)).toBe(false);
  });
});
