import { globSync } from "node:fs";
import { checkSync } from "recheck";
import { expect, it } from "vitest";
import { literalsOf } from "./_literals.ts";

const literals = globSync("policy/src/**/*.ts").sort().flatMap(literalsOf);

it("the policy pack has regular expressions, and they are found", () => {
  expect(literals.length).toBeGreaterThan(20);
});

it("recheck knows a dangerous regular expression", () => {
  expect(checkSync("^(a|a)*$", "").status).toBe("vulnerable");
});

it.each(literals)("$place takes linear time", ({ source, flags }) => {
  const found = checkSync(source, flags, { timeout: 5000 });
  expect(found.status === "safe" ? found.complexity.type : found.status).toMatch(
    /^(?:safe|linear)$/,
  );
});
