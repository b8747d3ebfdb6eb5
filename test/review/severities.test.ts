import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { severitiesDocument } from "../../review/src/severities/document.ts";
import {
  GROUPS,
  isAtLeast,
  MEANING_IDS,
  MEANINGS,
  SEVERITIES,
  worstOf,
} from "../../review/src/severities/index.ts";
import { REPOSITORY } from "../e2e/_process.ts";

describe("the table of severities", () => {
  it("stands in SEVERITIES.md as it is (else run node review/scripts/write-severities.mjs)", () => {
    const written = readFileSync(join(REPOSITORY, "review/SEVERITIES.md"), "utf8");
    expect(written).toBe(severitiesDocument());
  });

  it("has each row once, with a reason of whole sentences", () => {
    const rows = GROUPS.flatMap(([, meanings]) => Object.keys(meanings));
    expect(rows.toSorted()).toEqual(MEANING_IDS.toSorted());
    for (const id of MEANING_IDS) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(MEANINGS[id].why).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe("severities", () => {
  it("are compared from the worst down", () => {
    expect(isAtLeast("critical", "low")).toBe(true);
    expect(isAtLeast("low", "low")).toBe(true);
    expect(isAtLeast("low", "medium")).toBe(false);
    expect(isAtLeast("cosmetic", "low")).toBe(false);
  });

  it("have a worst, whatever their order, and none of none", () => {
    expect(worstOf(["low", "critical", "cosmetic"])).toBe("critical");
    expect(worstOf(SEVERITIES.toReversed())).toBe("critical");
    expect(worstOf([])).toBeUndefined();
  });
});
