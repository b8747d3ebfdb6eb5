import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { visible } from "../../../provider/src/text/visible.ts";
import { renderPretty } from "../../../review/src/report/pretty.ts";
import { changeOf, clientWith } from "../_changes.ts";
import { changeWithText, oneAmongTwelve, reportOf } from "../_reports.ts";
import { exampleReport, policyFinding } from "./_host-formats.ts";

const OPTIONS = { always: false, isColoured: false };

describe("the text for a terminal", () => {
  it("begins with the worst, and has the cosmetics in one line", () => {
    const lines = renderPretty(reportOf(oneAmongTwelve()), OPTIONS).trimEnd().split("\n");
    expect(lines[0]).toMatch(/^critical {2}web-shop \(changed\): .*looks like/);
    expect(lines.filter((line) => line.startsWith("cosmetic"))).toEqual([
      "cosmetic  client-00, client-01, client-02, client-03, client-04 and 6 more clients",
    ]);
    expect(lines.at(-1)).toBe(
      "12 clients change; findings: 1 critical, 11 cosmetic; policies: 1 high.",
    );
  });

  it("is a line where nothing but cosmetics changes, and where nothing changes", () => {
    const changes = oneAmongTwelve().filter(({ client }) => client.name !== "web-shop");
    expect(renderPretty(reportOf(changes), OPTIONS)).toBe(
      "11 clients change; findings: 11 cosmetic. Only cosmetics.\n",
    );
    expect(renderPretty(reportOf([]), OPTIONS)).toBe("No Connected App changes.\n");
  });

  it("has a line for each client, and says how many it leaves out", () => {
    const changes = Array.from({ length: 60 }, (_, at) =>
      changeOf(clientWith(), clientWith({ fullAccessAllowed: true }), { name: `client-${at}` }),
    );
    const lines = renderPretty(reportOf(changes), OPTIONS).split("\n");
    expect(lines.filter((line) => line.startsWith("critical"))).toHaveLength(50);
    expect(lines).toContain("10 more clients");
  });

  it("shows no control character of a name, a URL, a file or a problem", () => {
    const text = "\u001b]0;title\u0007\r\n::error::\u202eb";
    const report = reportOf([changeWithText(text)], { problems: [text], notes: [text] });
    for (const isColoured of [false, true]) {
      const written = renderPretty(report, { always: true, isColoured });
      // The colours are its own.
      for (const line of stripVTControlCharacters(written).trimEnd().split("\n")) {
        expect(line).toBe(visible(line));
      }
    }
    expect(renderPretty(report, OPTIONS)).not.toContain("\u001b");
  });

  it("cuts what policies say for a terminal, and nowhere else", () => {
    const { policy, ...report } = exampleReport();
    const message = `redirectUrls[0] is insecure, ${"very ".repeat(40)}much so`;
    const long = { ...report, policy: { ...policy, new: [policyFinding({ message })] } };
    expect(renderPretty(long, OPTIONS)).toContain("very much so (connected-app-redirect-https)\n");
    expect(renderPretty(long, { ...OPTIONS, isTerminal: true })).toMatch(
      /very…? ?.*… \(connected-app-redirect-https\)\n/,
    );
  });

  it("counts findings and what policies find anew by severity, without what is settled", () => {
    const last = renderPretty(exampleReport(), OPTIONS).trimEnd().split("\n").at(-1);
    expect(last).toBe("12 clients change; findings: 1 critical, 11 cosmetic; policies: 1 high.");
  });

  it("has colours where they are asked for, and no others", () => {
    const report = reportOf(oneAmongTwelve());
    const coloured = renderPretty(report, { ...OPTIONS, isColoured: true });
    expect(coloured).not.toBe(renderPretty(report, OPTIONS));
    expect(stripVTControlCharacters(coloured)).toBe(renderPretty(report, OPTIONS));
  });
});
