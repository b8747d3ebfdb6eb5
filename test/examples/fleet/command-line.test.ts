import { expect, it } from "vitest";
import { type Actions, commandLine } from "../../../examples/fleet/src/command-line.ts";

/** What `up` gets from the command line; refused ones reject with the reason. */
async function upWith(...args: string[]): Promise<{ stacks?: number }> {
  let given = {};
  const program = commandLine({
    up: async (_: string, flags: object) => {
      given = flags;
    },
  } as unknown as Actions);
  for (const each of [program, ...program.commands]) {
    each.exitOverride().configureOutput({ writeErr: () => {} });
  }
  await program.parseAsync(["up", "clients.csv", ...args], { from: "user" });
  return given;
}

it.each(["0", "two", "1.5", "10000"])(
  "%s stacks are refused before anything is made",
  async (text) => {
    await expect(upWith("--stacks", text)).rejects.toThrow("whole number from 1 to 9999");
  },
);

it.each([1, 9_999])("%i stacks are accepted", async (stacks) => {
  expect(await upWith("--stacks", String(stacks))).toMatchObject({ stacks });
});
