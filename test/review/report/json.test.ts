import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { visible } from "../../../provider/src/text/visible.ts";
import schema from "../../../review/report.schema.json" with { type: "json" };
import { documentOf, renderJson } from "../../../review/src/report/json.ts";
import { SEVERITIES } from "../../../review/src/severities/index.ts";
import { CORPUS } from "../_corpus.ts";
import { changeWithText, oneAmongTwelve, reportOf } from "../_reports.ts";
import { reviewCase, reviewCaseOfStates } from "../_review.ts";

const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
  schema,
);

function problemsOf(document: unknown): unknown[] {
  return validate(document) ? [] : (validate.errors ?? []);
}

const plain = (document: object) => JSON.parse(JSON.stringify(document)) as Record<string, unknown>;

describe("the JSON of a report", () => {
  it("is by its schema, for every change of the corpus", () => {
    for (const one of CORPUS) {
      for (const report of [reviewCase(one), reviewCaseOfStates(one, "plugin")]) {
        expect(problemsOf(plain(documentOf(report))), one.title).toEqual([]);
      }
    }
  });

  it("says of an exemption, a problem and a note what the schema says", () => {
    const report = reportOf(oneAmongTwelve(), {
      exemptions: [
        {
          client: "legacy-*",
          rule: "connected-app-redirect-https",
          reason: "old devices",
          owner: "devices@example.com",
          expires: "2026-12-31",
          isExpired: false,
          isUsed: true,
        },
      ],
      problems: ["the program threw"],
      notes: ["nothing was compared"],
    });
    expect(problemsOf(plain(documentOf(report)))).toEqual([]);
  });

  it("has a version and the worst first", () => {
    const written = JSON.parse(
      renderJson(reportOf(oneAmongTwelve()), { always: false, isColoured: false }),
    );
    expect(written).toMatchObject({ version: 1, severity: "critical" });
    expect(written.clients.map(({ name }: { name: string }) => name)[0]).toBe("web-shop");
    expect(written.clients).toHaveLength(12);
  });

  it("has every text visible and on one line", () => {
    const text = "a\u001b[31m\u202e\r\n::error::b";
    const written = renderJson(reportOf([changeWithText(text)]), {
      always: true,
      isColoured: false,
    });
    const line = written.replaceAll("\n", "");
    expect(line).toBe(visible(line));
    expect(written).not.toMatch(/\\u001b|\\n|\\r/);
  });
});

describe("the schema", () => {
  const good = () => plain(documentOf(reportOf(oneAmongTwelve())));

  it("knows the severities of the table", () => {
    expect(schema.$defs.severity.enum).toEqual(SEVERITIES);
  });

  it.each([
    ["another version", (one: Record<string, unknown>) => ({ ...one, version: 2 })],
    ["a property that it does not know", (one: Record<string, unknown>) => ({ ...one, more: 1 })],
    ["a severity that is none", (one: Record<string, unknown>) => ({ ...one, severity: "urgent" })],
    ["no clients", ({ clients: _, ...rest }: Record<string, unknown>) => rest],
  ])("refuses %s", (_title, broken) => {
    expect(problemsOf(good())).toEqual([]);
    expect(problemsOf(broken(good()))).not.toEqual([]);
  });
});
