import { join } from "node:path";
import { execa } from "execa";
import { beforeAll, expect, it } from "vitest";
import { build } from "../../_build.ts";
import { REPOSITORY } from "../../e2e/_process.ts";
import { caseOf } from "../_corpus.ts";
import { previewOf } from "../_forms.ts";

const COMMAND = join(REPOSITORY, "review/bin/stytch-review.js");
const dangerous = caseOf("a digit takes the place of a letter in the domain");

beforeAll(() => build("review"));

const review = (args: readonly string[], input = "") =>
  execa(process.execPath, [COMMAND, ...args], { input, reject: false });

it("takes a preview from standard input, and ends with the code of the result", async () => {
  const preview = JSON.stringify(previewOf([dangerous], "dynamic"));
  const found = await review(["changes", "-", "--fail-on", "high"], preview);
  expect(found).toMatchObject({
    exitCode: 3,
    stdout: expect.stringMatching(/^critical {2}case-0 \(changed\): .*examp1e/),
    stderr: "",
  });
});

it("refuses a wrong argument on standard error, and ends with 2", async () => {
  expect(await review(["chagnes"])).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: "stytch-review: chagnes: no such command; did you mean changes?",
  });
});
