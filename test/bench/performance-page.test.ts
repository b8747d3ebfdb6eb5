import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { figuresOf, pageWith } from "../../bench/compare/performance-page.ts";
import { promisesOf } from "../../bench/compare/promises/index.ts";
import { reportText } from "../../bench/compare/report.ts";
import {
  ofLastCampaign,
  type Results,
  readResults,
  resultOf,
} from "../../bench/compare/results.ts";
import { callsOf, summaryOf } from "../../bench/compare/summary.ts";
import { aMeasurement, aResult, aSequence } from "./_results.ts";

const REPOSITORY = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, REPOSITORY), "utf8");
const PAGE = "docs/performance.md";
const REFERENCE = { clients: 1_000, latencyMs: 20, limited: false };

let results: Results;

beforeAll(async () => {
  results = await readResults(new URL("bench/results.json", REPOSITORY).pathname);
});

/** A quantity of something that a benchmark measures. */
const QUANTITY = /\d[\d.,]* ?(?:ms|s|MB|×|%|calls?|bytes)(?![a-z])/;

describe("the figures of the documentation", () => {
  it("of the page are those of the results, to the character", () => {
    expect(read(PAGE)).toBe(pageWith(read(PAGE), results));
  });

  it("of the report are those of the results, to the character", () => {
    expect(read("bench/RESULTS.md")).toBe(`${reportText(results)}\n`);
  });

  it("stand on the page in the written part alone, but for those of other measures", () => {
    const page = read(PAGE);
    const written = figuresOf(results).join("\n\n");
    const rest = page.replace(written, "").split("\n\n");
    expect(rest.join("\n\n").length).toBeLessThan(page.length);
    const others = rest.filter((block) => QUANTITY.test(block.replaceAll("\n", " ")));
    expect(others).toEqual([expect.stringMatching(/^`npm run bench` measures the rest/)]);
  });

  it("of the README are those of the results", () => {
    const result = resultOf(results.scenarios, REFERENCE);
    if (result === undefined) throw new Error("there are no results of 1,000 clients at 20 ms");
    const of = (contender: string, operation: "create" | "refresh") => {
      const [first] = summaryOf(result, contender, operation)?.measurements ?? [];
      if (first === undefined) throw new Error(`there is no ${operation} of ${contender}`);
      return first;
    };
    const { clearSecrets, held } = of("naive", "create");
    const calls = [of("ours", "refresh"), of("naive", "refresh")].map(callsOf);
    const confidential = (held * 4) / 5;
    const [ours, theirs = 0] = calls;
    const readme = read("README.md").replaceAll(/\s+/g, " ");
    expect(readme).toContain(`${clearSecrets} of ${confidential} in clear text`);
    expect(readme).toContain(
      `a refresh of 1,000 clients takes ${ours} call instead of ${theirs.toLocaleString("en")}`,
    );
  });
});

describe("the pages about many clients", () => {
  const LARGE = { ...REFERENCE, clients: 5_000 };

  it.each([
    ["examples/fleet/README.md", REFERENCE, "ours", "create", 0, "take {} s in one stack"],
    ["examples/fleet/README.md", REFERENCE, "fleet", "create", 0, "{} s in ten, two open"],
    [
      "examples/fleet/README.md",
      REFERENCE,
      "ours-journaled",
      "create",
      0,
      "take {} s on a backend",
    ],
    ["docs/guides/thousands-of-clients.md", LARGE, "fleet", "again", 1, "in 50 stacks take {} s."],
    ["docs/guides/thousands-of-clients.md", LARGE, "fleet", "change-one", 1, "one write, in {} s."],
  ] as const)(
    "%s has the seconds of %j, %s: %s",
    (page, scenario, key, operation, digits, words) => {
      const result = resultOf(results.scenarios, scenario);
      const summary = result && summaryOf(result, key, operation);
      if (summary === undefined) throw new Error(`there is no ${operation} of ${key}`);
      const seconds = (summary.ms / 1_000).toFixed(digits);
      expect(read(page).replaceAll(/\s+/g, " ")).toContain(words.replace("{}", seconds));
    },
  );
});

describe("the promises", () => {
  it("are all kept in the run that is recorded, and all judged", () => {
    const others = promisesOf(ofLastCampaign(results)).filter(({ kept }) => kept !== true);
    expect(others).toEqual([]);
  });

  it.each([
    ["in {} × the time of a naive dynamic provider", /the fleet at most .* of naive/],
    ["and {} × that of Terraform", /the fleet at most .* of Terraform/],
    ["one stack takes {} ×", /a journaling backend at most .* of naive/],
    ["and {} ×. With 5,000", /a journaling backend at most .* of Terraform/],
    ["changes one in {} calls", /^A change of one client in 5,000/],
    ["sees that none changed in {} s without one", /^A run of the fleet that finds 5,000/],
  ])("are in the README as they were measured: %s", (words, promise) => {
    const found = promisesOf(ofLastCampaign(results)).filter(({ sentence }) =>
      promise.test(sentence),
    );
    expect(found).toHaveLength(1);
    const [, measured = ""] = /measured: (.*?)(?: ×)?\.$/.exec(found[0]?.sentence ?? "") ?? [];
    const figure = measured.replace(" s and 0", "").replace(" and ", " by ");
    const readme = read("README.md").replaceAll(/\s+/g, " ");
    expect(readme).toContain(words.replace("{}", figure));
  });
});

describe("the written part of the page", () => {
  const scenario = REFERENCE;
  const ours = aSequence("ours", 1);

  it("takes the place of what is between the marks, and of nothing else", () => {
    const page = read(PAGE);
    const other = { format: 1, scenarios: [aResult([ours], { scenario })] } as const;
    const changed = pageWith(page, other);
    const outside = (text: string) => text.split(/<!-- written by .*? -->/g);
    expect(outside(changed)).toHaveLength(3);
    expect([outside(changed)[0], outside(changed)[2]]).toEqual([
      outside(page)[0],
      outside(page)[2],
    ]);
    expect(pageWith(changed, results)).toBe(page);
  });

  it("cannot be written where the marks are missing", () => {
    expect(() => pageWith("# Speed\n", results)).toThrow("lacks the marks");
  });

  it("says what failed instead of how fast it failed", () => {
    const limited = { ...scenario, clients: 100, limited: true };
    const failed = { ...aMeasurement({ ms: 7, right: 10, held: 10, failure: "429" }) };
    const naive = { contender: "naive", run: 1, measurements: [failed] };
    const text = figuresOf({
      format: 1,
      scenarios: [aResult([ours, naive], { scenario: limited })],
    });
    expect(text.join("\n")).toContain("ours, one stack: 2.00 s; naive: fails, 90 undone.");
  });

  it("has no table of what was not measured", () => {
    const text = figuresOf({ format: 1, scenarios: [aResult([ours])] }).join("\n");
    expect(text).not.toContain("## 5,000 clients");
    expect(text).toContain("**Not measured in this run:** Creating 5,000 clients");
  });
});
