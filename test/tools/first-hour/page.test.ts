import { expect, test } from "vitest";
import { readParts } from "../../../tools/first-hour/page.ts";

const parts = await readParts();

test("a dangerous client is refused within three commands, a first client made within six", () => {
  expect(parts.map(({ atMost }) => atMost)).toEqual([3, 6, 1, 1]);
  for (const { commands, atMost, title } of parts) {
    expect(commands.length, title).toBeGreaterThan(0);
    expect(commands.length, title).toBeLessThanOrEqual(atMost);
  }
});

test("a line is one command, after a change of folder at most", () => {
  for (const command of parts.flatMap(({ commands }) => commands)) {
    const [first = "", ...others] = command.split(/&&|\|\||;/);
    expect(others.length, command).toBeLessThanOrEqual(first.startsWith("cd ") ? 1 : 0);
  }
});
