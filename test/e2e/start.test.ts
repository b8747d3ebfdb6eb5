import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { REPOSITORY, run } from "./_process.ts";

describe("npm start", () => {
  it("runs from create to destroy, ends with 0 and leaves nothing behind", async () => {
    // As newcomers have it, without what tests on the engine set for Node.js.
    const env = { FORCE_COLOR: "", NODE_OPTIONS: "" };
    const { code, stdout, stderr } = await run("npm", ["start"], { env });
    expect(code, stdout + stderr).toBe(0);
    expect((stdout + stderr).split("\n").length).toBeLessThanOrEqual(120);
    expect(stdout).not.toContain("\u001b");
    for (const shown of [
      "✅ stytch-connected-apps@",
      "+ 2 created",
      "clientSecret: [secret]",
      "2 unchanged",
      "API calls that the emulator has counted: 0",
      '~ clientName              : "Edited by hand" => "web"',
      "connected-app-no-full-access-for-third-party",
      "fullAccessAllowed is for first-party clients only",
      "✓ session-exchange: ",
      "passed: 19 passed, 0 failed",
      '"https://attacker.example/callback" in redirectUrls is on a site that is new to the client',
      "- 2 deleted",
      "What you have seen",
      "npm start -- --keep ",
      "npm start -- --verbose ",
    ]) {
      expect.soft(stdout).toContain(shown);
    }
    const [, review = ""] = /\n\$ stytch-review .*\n([\s\S]*?)\n\n━/.exec(stdout) ?? [];
    expect(review.split("\n").length).toBeLessThanOrEqual(15);
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(stdout) ?? [];
    await expect(fetch(`${url}/_emulator/stats`)).rejects.toThrow();
    expect(existsSync(join(REPOSITORY, "Pulumi.npm-start.yaml"))).toBe(false);
  });

  it("refuses an option that it does not have, and lists those that it has", async () => {
    const { code, stderr } = await run("npm", ["start", "--", "--verbos"]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      "npm start: Unknown option '--verbos'. Usage: npm start -- [--verbose] [--keep]",
    );
  });

  it("says which step failed, with a code that is not 0", async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => {
      holder.once("error", () => resolve());
      holder.listen(4110, "127.0.0.1", resolve);
    });
    try {
      const { code, stderr } = await run("npm", ["start", "--", "--keep"]);
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/npm start: step 2 \(An emulated Stytch project\) failed/);
      expect(stderr).toContain("4110");
    } finally {
      holder.close();
    }
  });
});
