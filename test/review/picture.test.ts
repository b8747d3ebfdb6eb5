import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderMarkdown } from "../../review/src/report/markdown.ts";
import { renderPretty } from "../../review/src/report/pretty.ts";
import { REPOSITORY } from "../e2e/_process.ts";
import { reviewPreview } from "./_review.ts";

const OPTIONS = { always: false, isColoured: false, isTerminal: true };

/** A preview that a real engine made: one dangerous change among eleven cosmetic ones. */
const report = reviewPreview(
  JSON.parse(readFileSync(join(REPOSITORY, "tools/picture/twelve-clients.json"), "utf8")),
);

test("the picture of the review shows what the command prints (else run npm run picture)", () => {
  const picture = readFileSync(join(REPOSITORY, "docs/review.svg"), "utf8");
  const lines = [...picture.matchAll(/<text[^>]*>(.*)<\/text>/g)].map(([, line = ""]) =>
    line
      .replace(/<[^>]*>/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&"),
  );
  expect(lines).toEqual([
    "$ stytch-review changes",
    ...renderPretty(report, OPTIONS).trimEnd().split("\n"),
  ]);
});

test("the README shows that picture", () => {
  expect(readFileSync(join(REPOSITORY, "README.md"), "utf8")).toContain("(docs/review.svg)");
});

test("the first line of the comment names the dangerous change of a real preview", () => {
  const [first] = renderMarkdown(report, OPTIONS).split("\n");
  expect(first).toMatch(/^### Critical: web-shop: .*examp1e\.com/);
  expect(report.totals).toMatchObject({ changed: 12, findings: { critical: 1, cosmetic: 11 } });
});
