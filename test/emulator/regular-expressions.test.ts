import { globSync } from "node:fs";
import { checkSync } from "recheck";
import { expect, it } from "vitest";
import { literalsOf } from "../policy/url/_literals.ts";

const literals = globSync("emulator/src/**/*.ts").sort().flatMap(literalsOf);

it("the emulator has regular expressions, and they are found", () => {
  expect(literals.length).toBeGreaterThan(20);
});

it.each(literals)("$place takes linear time", ({ source, flags }) => {
  const found = checkSync(source, flags, { timeout: 5000 });
  expect(found.status === "safe" ? found.complexity.type : found.status).toMatch(
    /^(?:safe|linear)$/,
  );
});
