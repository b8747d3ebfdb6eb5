import { expect, test } from "vitest";
import { Narration } from "../../../tools/demo/narration.ts";
import { type ShowOptions, show } from "../../../tools/demo/show.ts";

const OUTPUT = ["first", "\u001b[32m+ second\u001b[0m", "+ second", "third"];

async function shown(code: number, options: Partial<ShowOptions> = {}) {
  const said: string[] = [];
  const narration = new Narration((line) => said.push(line), false);
  const script = `for (const line of ${JSON.stringify(OUTPUT)}) console.log(line); process.exitCode = ${code};`;
  const output = show(narration, "tool", process.execPath, ["run"], {
    cwd: import.meta.dirname,
    env: process.env,
    hiddenArguments: { first: ["--eval", script] },
    ...options,
  });
  return { said, output };
}

test("shows each essential line once, as the command wrote it", async () => {
  const { said, output } = await shown(0, { essential: /^\+/ });
  expect(await output).toBe("first\n+ second\n+ second\nthird");
  expect(said).toEqual(["$ tool run", "\u001b[32m+ second\u001b[0m\u001b[0m"]);
});

test("shows every line where nothing says which are essential", async () => {
  const { said, output } = await shown(0);
  await output;
  expect(said).toHaveLength(1 + OUTPUT.length);
});

test("a command that fails unexpectedly also shows what was left out", async () => {
  const { said, output } = await shown(3, { essential: /^\+/ });
  await expect(output).rejects.toThrow("tool run ended with code 3");
  expect(said).toEqual(expect.arrayContaining(["first", "third"]));
});

test("a command that should fail and does not is an error", async () => {
  const { output } = await shown(0, { expect: "failure" });
  await expect(output).rejects.toThrow("tool run succeeded, but must not");
});

test("what goes to standard input is not shown", async () => {
  const echo = "process.stdin.pipe(process.stdout)";
  const { said, output } = await shown(0, {
    hiddenArguments: { first: ["--eval", echo] },
    input: "secret",
    essential: /(?!)/,
  });
  expect(await output).toBe("secret");
  expect(said.join()).not.toContain("secret");
});
