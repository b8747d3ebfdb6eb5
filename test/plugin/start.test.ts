import { describe, expect, test } from "vitest";
import { startOf } from "../../plugin/src/start.ts";
import { REPOSITORY, run } from "../e2e/_process.ts";

const EXECUTABLE = `${REPOSITORY}/plugin/bin/pulumi-resource-stytch`;
const { version } = (await import("../../plugin/package.json", { with: { type: "json" } })).default;

/** The executable of the package; its input is empty, so that it ends where it would serve. */
const start = (...args: string[]) => run(process.execPath, [EXECUTABLE, ...args]);

describe("the executable of the plugin", () => {
  test("prints its version, and nothing else", async () => {
    expect(await start("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test.each(["--help", "-h"])(
    "explains by %s what starts it, and how to let the engine",
    async (option) => {
      const { code, stdout, stderr } = await start(option);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain(`pulumi-resource-stytch ${version}`);
      expect(stdout).toContain("The Pulumi engine starts this program by itself");
      expect(stdout).toContain("path: ./node_modules/pulumi-resource-stytch/bin");
      expect(stdout).not.toMatch(/^\d+$/m);
    },
  );

  test("without an engine's address fails, prints no port, and says what it is for", async () => {
    const alone = await start();
    expect(alone).toMatchObject({ code: 1, stdout: "" });
    expect(alone.stderr).toMatch(
      /^pulumi-resource-stytch: The address of a Pulumi engine is missing\.\n\nThe Pulumi engine starts this program by itself/,
    );
  });

  test("serves with an address as the engine gives it, and for a debugger", async () => {
    for (const args of [["-v=9", "-logtostderr", "127.0.0.1:9"], ["--attach"]]) {
      expect(await start(...args), args.join(" ")).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^\d+\n$/),
      });
    }
  });

  test.each(["up", "--versoin", "localhost", "host:123456", "http://127.0.0.1:9"])(
    "refuses the argument %j by its name",
    (argument) => {
      expect(startOf([argument], version)).toEqual({
        exitCode: 1,
        text: expect.stringMatching(
          `^pulumi-resource-stytch: The argument "${argument}" is neither an option nor the address`,
        ),
      });
    },
  );

  test("writes no control character of an argument to the terminal", () => {
    expect(startOf(["\u001b[31mred"], version)).toEqual({
      exitCode: 1,
      text: expect.not.stringContaining("\u001b"),
    });
  });
});
