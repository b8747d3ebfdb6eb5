import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { visible } from "../../../provider/src/text/visible.ts";
import { escapeMarkdown } from "../../../review/src/report/escape-markdown.ts";
import { LONGEST_MARKDOWN, renderMarkdown } from "../../../review/src/report/markdown.ts";
import { checkProperty } from "../../_property.ts";
import { changeOf, clientWith } from "../_changes.ts";
import { changeWithText, oneAmongTwelve, reportOf } from "../_reports.ts";
import { policyFinding } from "./_host-formats.ts";

const OPTIONS = { always: false, isColoured: false };

/** As a host renders it, with HTML let through, so that every tag that is there shows. */
function htmlOf(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

const COMMENT = /<!--.*?-->/g;

/** Texts between tags and comments, as those see them who look for mentions and links in them. */
function textsOf(html: string): string[] {
  return html.split(/<!--.*?-->|<[^>]*>/).map((text) =>
    text
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, "&"),
  );
}

function tagsOf(html: string): Set<string> {
  const tags = html.replace(COMMENT, "").matchAll(/<\/?([a-zA-Z][\w-]*)/g);
  return new Set([...tags].map(([, name = ""]) => name));
}

const OWN_TAGS = [
  "h3",
  "p",
  "table",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
  "details",
  "summary",
  "ul",
  "li",
  "strong",
];

const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  "</summary></details><script>alert(1)</script>",
  "[click](https://evil.example) ![](https://evil.example/x.png)",
  "a | b | c",
  "`code` **bold** _em_ ~~gone~~",
  "@security-team see #1, !2, $3, %4, ~5, &6",
  "https://evil.example www.evil.example mailto:a@evil.example",
  "\r\n\r\n# heading\n- item\n::error::x",
  "&lt;b&gt; &#64;all",
  "$`x`$ $$x$$ :smile:",
  "\u202eevil\u200b\u001b[31m",
  "<!-- --> --> <!--",
  "1. one",
  "\\",
  "# not a heading",
  "=cmd|' /C calc'!A0",
  "```js",
  "***",
  "[^1]: note",
  "[ref]: https://evil.example",
];

function expectHarmless(text: string): void {
  const html = htmlOf(renderMarkdown(reportOf([changeWithText(text)]), OPTIONS));
  const foreign = [...tagsOf(html)].filter((tag) => !OWN_TAGS.includes(tag));
  expect(foreign, text).toEqual([]);
  for (const part of textsOf(html)) {
    expect(part, text).not.toMatch(/[@][\w-]|#\d|:\/\/|\bwww\./);
  }
}

describe("the Markdown of a report", () => {
  it("names the one dangerous change among eleven cosmetic ones in its first line", () => {
    const [first, ...rest] = renderMarkdown(reportOf(oneAmongTwelve()), OPTIONS).split("\n");
    expect(first).toContain("Critical: web-shop:");
    expect(first).toContain("app.examp1e.com");
    const rows = rest.filter((line) => line.startsWith("| critical"));
    expect(rows).toHaveLength(1);
    const [cosmetic] = rest.filter((line) => line.startsWith("Cosmetic only:"));
    expect(cosmetic?.match(/client-\d\d/g)).toHaveLength(11);
  });

  it("is empty where nothing but cosmetics changes, unless all is asked for", () => {
    const report = reportOf(oneAmongTwelve().filter(({ client }) => client.name !== "web-shop"));
    expect(renderMarkdown(report, OPTIONS)).toBe("");
    const all = renderMarkdown(report, { ...OPTIONS, always: true });
    expect(all.split("\n")[0]).toBe("### Only cosmetic changes");
    expect(all).toContain("client-00");
  });

  it("is not empty where a preview of cosmetics failed, or policies find something new", () => {
    const report = reportOf(oneAmongTwelve().filter(({ client }) => client.name !== "web-shop"));
    const failed = { ...report, problems: ["the program threw"] };
    expect(renderMarkdown(failed, OPTIONS)).toContain("The preview failed");
    const finding = {
      rule: "connected-app-logo-https",
      severity: "low",
      level: "advisory",
      client: undefined,
      property: "logoUrl",
      message: "logoUrl is wrong",
      isExempted: false,
    } as const;
    const found = {
      ...report,
      severity: "low",
      policy: { ...report.policy, new: [finding] },
    } as const;
    expect(renderMarkdown(found, OPTIONS).split("\n")[0]).toContain("logoUrl is wrong");
  });

  it.each(HOSTILE)("shows %j as text", (text) => {
    expectHarmless(text);
    const html = htmlOf(escapeMarkdown(`a${text}`));
    expect(textsOf(html).join("").trim()).toBe(visible(`a${text}`).trim());
  });

  it("shows every text as text", () => {
    const pieces = fc.constantFrom(...HOSTILE, ..."<>[]()!@#$%^&*_`~|\\\"':/=-+.\n\t a1é");
    const texts = fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join(""));
    checkProperty(fc.property(texts, expectHarmless), 300);
  });

  it("fits into a comment, and says what it leaves out", () => {
    const long = "x".repeat(150);
    const changes = Array.from({ length: 1500 }, (_, at) =>
      changeOf(
        clientWith({ redirectUrls: ["https://app.example.com/cb"] }),
        clientWith({
          redirectUrls: ["https://app.example.com/cb", `https://${at}.example/${long}`],
        }),
        { name: `client-${at}` },
      ),
    );
    const written = renderMarkdown(reportOf(changes), OPTIONS);
    expect(written.length).toBeLessThanOrEqual(LONGEST_MARKDOWN);
    expect(written.length).toBeGreaterThan(LONGEST_MARKDOWN / 2);
    const rows = written.split("\n").filter((line) => line.startsWith("| high"));
    expect(written).toContain(`**${1500 - rows.length} more clients**`);
    expect(written).toMatch(/\*\*The details of \d+ more clients do not fit here\.\*\*/);
    expect(tagsOf(htmlOf(written))).toContain("details");
    expect(written).toMatch(/<\/details>\n$/);
  });

  it("fits into a comment however long every text is", () => {
    const long = "*".repeat(5_000);
    const report = reportOf(
      Array.from({ length: 90 }, (_, at) => ({ ...changeWithText(`${at}${long}`) })),
      { problems: Array.from({ length: 30 }, () => long), notes: [long] },
    );
    const exemption = { client: long, rule: long, reason: long, owner: long, expires: long };
    const exemptions = Array.from({ length: 30 }, () => ({
      ...exemption,
      isExpired: false,
      isUsed: false,
    }));
    const written = renderMarkdown({ ...report, exemptions }, OPTIONS);
    expect(written.length).toBeLessThanOrEqual(LONGEST_MARKDOWN);
    for (const what of ["problem", "client", "exemption"]) {
      expect(written).toMatch(new RegExp(`\\*\\*\\d+ more ${what}s\\*\\*`));
    }
  });

  it("names what policies find in its first line, where that is the worst", () => {
    const report = reportOf(oneAmongTwelve());
    const finding = policyFinding({ severity: "critical", message: "redirectUrls[0] is insecure" });
    const low = { ...report, clients: report.clients.slice(1) };
    const found = { ...low, policy: { ...report.policy, new: [finding] } };
    const [first] = renderMarkdown(found, OPTIONS).split("\n");
    expect(first).toMatch(/^### Critical: .*redirectUrls.*is insecure/);
    const settled = {
      ...found,
      policy: { ...found.policy, new: [{ ...finding, isExempted: true }] },
    };
    expect(renderMarkdown(settled, { ...OPTIONS, always: true }).split("\n")[0]).not.toMatch(
      /insecure/,
    );
  });

  it("has a row for each of a few clients, whatever their names and URLs", () => {
    const hostile = Array.from({ length: 9 }, (_, at) =>
      changeWithText(`${at}${"@".repeat(5_000)}`),
    );
    const written = renderMarkdown(reportOf([...hostile, ...oneAmongTwelve()]), OPTIONS);
    expect(written).toMatch(/^\| critical \| web-shop /m);
    expect(written).not.toMatch(/more clients?\*\* \|/);
  });

  it("lists exemptions with their end, and whether one is over or not used", () => {
    const exemption = {
      client: "legacy-*",
      rule: "connected-app-redirect-https",
      reason: "old devices",
      owner: "devices",
      expires: "2026-12-31",
      isExpired: false,
      isUsed: true,
    };
    const written = renderMarkdown(
      reportOf(oneAmongTwelve(), {
        exemptions: [exemption, { ...exemption, client: "old", isExpired: true, isUsed: false }],
      }),
      OPTIONS,
    );
    expect(written).toMatch(/legacy.* until 2026-12-31, by devices: old devices\n/);
    expect(written).toMatch(/old.* expired on 2026-12-31, by devices: old devices, not used/);
  });
});
