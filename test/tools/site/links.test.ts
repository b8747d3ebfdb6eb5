import { expect, it } from "vitest";
import { moved, siteLink } from "../../../tools/site/links.ts";
import { SOURCE } from "../../../tools/site/places.ts";

it.each([
  ["guides/adopt.md", "./rotate.md", "./rotate.md"],
  ["guides/adopt.md", "#steps", "#steps"],
  ["guides/adopt.md", "https://example.com/", "https://example.com/"],
  ["guides/ci.md", "../../ci/README.md", "../packages/ci.md"],
  ["review.md", "../review/README.md", "./packages/review.md"],
  ["policies/index.md", "../../policy/RULES.md", "./rules/index.md"],
  [
    "packages/policy.md",
    "../../policy/RULES.md#what-is-judged",
    "../policies/configuration.md#what-is-judged",
  ],
  ["emulator/parity.md", "../../emulator/README.md#habits", "./habits.md"],
  ["limits.md", "../emulator/README.md#other", "./packages/emulator.md#other"],
  ["examples.md", "../examples/ci", `${SOURCE}/blob/main/examples/ci`],
  ["performance.md", "../bench/RESULTS.md#units", `${SOURCE}/blob/main/bench/RESULTS.md#units`],
])("on the page %s, the link %s leads to %s", (page, href, expected) => {
  expect(siteLink(page, href)).toBe(expected);
});

it("a text at another place keeps where its links lead", () => {
  const text = "[a](RULES.md#x) [b](../ci/README.md) [c](#here) [d](https://example.com)";
  expect(moved(text, "policy/README.md", "docs/packages/policy.md")).toBe(
    "[a](../../policy/RULES.md#x) [b](../../ci/README.md) [c](#here) [d](https://example.com)",
  );
});
