import { expect, it } from "vitest";
import { renderAuditHtml } from "../../../review/src/report/audit/html/page.ts";
import { appWith, auditOf, auditWithText } from "../_audit.ts";

it("is one page that loads nothing and runs nothing but its own script", async () => {
  const html = await renderAuditHtml(auditOf([appWith()]));
  expect(html).toMatch(/^<!doctype html>/);
  expect(html).toContain("default-src &#39;none&#39;; script-src &#39;sha256-");
  expect(html).not.toMatch(/\b(src|href)=/);
  expect(html.match(/<script/g)).toHaveLength(1);
});

it.each(["<b>", '"><i x="', "</script>", "</style>", "&lt;u&gt;"])(
  "writes %s as text wherever it comes from",
  async (text) => {
    const html = await renderAuditHtml(auditWithText(text));
    const plain = await renderAuditHtml(auditWithText("plain"));
    const tagsOf = (page: string) => new Set(page.match(/<\/?[a-z!][^\s>]*/g));
    expect(tagsOf(html)).toEqual(tagsOf(plain));
  },
);

it("leaves a spreadsheet nothing to compute", async () => {
  const html = await renderAuditHtml(auditOf([appWith({ clientName: "=1+1", clientType: "-x" })]));
  expect(html).toContain('<td role="cell">&#39;=1+1');
  expect(html).toContain("&#39;-x</td>");
});

it("says so where a project has no clients", async () => {
  expect(await renderAuditHtml(auditOf([]))).toContain("The project has no clients.");
});
