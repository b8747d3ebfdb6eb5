import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Audit } from "../../../review/src/audit/audit.ts";
import { renderAuditHtml } from "../../../review/src/report/audit/html/page.ts";
import { CHROMIUM, isWithoutBrowser, openPage } from "../../_browser.ts";
import { temporaryFolder } from "../../emulator/_server.ts";
import { appWith, auditOf, auditWithText, manyApps } from "../_audit.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

type Context = Parameters<typeof openPage>[0];

/** Shows the page of an audit as a file, and collects what goes wrong and what it asks for. */
async function show(audit: Audit, options?: Context) {
  const path = join(temporaryFolder(), "audit.html");
  const page = await openPage(options);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => problems.push(message.text()));
  page.on("dialog", async (dialog) => {
    problems.push(`dialog ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith("file:") || !request.url().endsWith("audit.html")) {
      problems.push(`request ${request.url()}`);
    }
  });
  const open = async (shown: Audit) => {
    await writeFile(path, await renderAuditHtml(shown));
    await page.goto(pathToFileURL(path).href);
  };
  await open(audit);
  return { page, problems, open };
}

/** Titles of the rows that are shown, in their order. */
async function titlesOn(page: Page): Promise<string[]> {
  const titles = await page.evaluate(
    `[...document.querySelectorAll("tbody tr")].filter((row) => !row.hidden)
       .map((row) => row.cells[1].firstChild.textContent.trim())`,
  );
  return titles as string[];
}

const THREE = [
  appWith({ clientName: "Beta", redirectUrls: ["http://plain.example/cb"] }, 1),
  appWith({ clientName: "alpha", redirectUrls: ["https://alpha.example/cb"] }, 2),
  appWith({ clientName: "Gamma", clientType: "third_party", redirectUrls: [] }, 3),
];

const TIMEOUT = { timeout: 60_000 };

describe.skipIf(isWithoutBrowser)(`the page of an audit (${CHROMIUM})`, () => {
  it("sorts by each column, up and down, and says so", TIMEOUT, async () => {
    const { page, problems } = await show(auditOf(THREE));
    expect((await titlesOn(page))[0]).toBe("Beta");
    const head = page.getByRole("columnheader", { name: "Client" });
    const button = page.getByRole("button", { name: "Client" });
    await button.click();
    expect(await titlesOn(page)).toEqual(["alpha", "Beta", "Gamma"]);
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    await button.click();
    expect(await titlesOn(page)).toEqual(["Gamma", "Beta", "alpha"]);
    expect(await head.getAttribute("aria-sort")).toBe("descending");
    await page.getByLabel("Sort by").selectOption("Severity");
    expect((await titlesOn(page))[0]).toBe("Beta");
    expect(problems).toEqual([]);
  });

  it("finds by words, and by severity", TIMEOUT, async () => {
    const { page } = await show(auditOf(THREE));
    await page.getByLabel("Search").fill("THIRD_party gamma");
    expect(await titlesOn(page)).toEqual(["Gamma"]);
    expect(await page.getByRole("status").textContent()).toBe("1 of 3 clients");
    await page.getByLabel("Search").fill("");
    await page.locator("#least").selectOption("critical");
    expect(await titlesOn(page)).toEqual(["Beta"]);
  });

  it("shows every client, and all that is said of it, without scripts", TIMEOUT, async () => {
    const { page } = await show(auditOf(THREE), { context: { javaScriptEnabled: false } });
    expect((await page.locator("tbody tr").count()) > 0).toBe(true);
    expect(await page.getByLabel("Search").isVisible()).toBe(false);
    await page.locator("summary").first().click();
    expect(await page.locator("tbody tr").first().locator("li .s").first().isVisible()).toBe(true);
  });

  it("opens 5,000 clients, finds one, and sorts them all", TIMEOUT, async () => {
    const { page, problems } = await show(auditOf(manyApps(5000)));
    expect(await page.getByRole("status").textContent()).toBe("5000 of 5000 clients");
    await page.getByRole("button", { name: "Client" }).click();
    const titles = await titlesOn(page);
    expect(titles).toEqual(Array.from({ length: 5000 }, (_, at) => `Client ${at}`));
    await page.getByLabel("Search").fill("app-4321.example.com");
    expect(await titlesOn(page)).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  it("lays out rows only where they can be seen, and all of them on paper", TIMEOUT, async () => {
    const { page } = await show(auditOf(manyApps(300)));
    const laidOut = () =>
      page.evaluate(
        `[...document.querySelectorAll("tbody tr")].filter((row) =>
           row.cells[1].checkVisibility({ contentVisibilityAuto: true })).length`,
      ) as Promise<number>;
    const onScreen = await laidOut();
    expect(onScreen).toBeGreaterThan(0);
    expect(onScreen).toBeLessThan(150);
    await page.emulateMedia({ media: "print" });
    expect(await laidOut()).toBe(300);
  });

  it.each([
    ["light", "desktop", { width: 1280, height: 800 }],
    ["dark", "phone", { width: 360, height: 740 }],
  ] as const)(
    "breaks no rule of accessibility in %s on a %s",
    TIMEOUT,
    async (...[scheme, , viewport]) => {
      const { page } = await show(auditOf(THREE), {
        context: { colorScheme: scheme, viewport, bypassCSP: true },
      });
      await page.addScriptTag({ path: AXE });
      const { violations } = (await page.evaluate("axe.run()")) as {
        violations: { id: string; nodes: { html: string }[] }[];
      };
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      const widths = "[document.documentElement.scrollWidth, innerWidth]";
      const [content, window] = (await page.evaluate(widths)) as [number, number];
      expect(content).toBeLessThanOrEqual(window);
    },
  );

  it("is unfolded on paper, without controls", TIMEOUT, async () => {
    const { page } = await show(auditOf(THREE));
    await page.emulateMedia({ media: "print" });
    expect(await page.getByLabel("Search").isVisible()).toBe(false);
    const text = page.locator("tbody details li").first();
    expect((await text.boundingBox())?.height ?? 0).toBeGreaterThan(0);
  });

  const ATTACKS = [
    `</script><script>alert(1)</script>`,
    `"><img src=x onerror=alert(1)>`,
    `<svg/onload=alert(1)>`,
    `</td></tr></table><iframe src="javascript:alert(1)"></iframe>`,
    `</style><style>@import url(https://evil.example/x.css);</style>`,
    `<meta http-equiv=refresh content="0;url=https://evil.example">`,
    `<base href="https://evil.example/"><form action="https://evil.example"><button>`,
    `' onmouseover='alert(1)`,
    "{{constructor.constructor('alert(1)')()}}",
    '=HYPERLINK("https://evil.example")',
    "‮\u0000<!--",
    "]]><![CDATA[",
  ];

  it("takes no text for HTML, script, style or a formula", TIMEOUT, async () => {
    const { page, problems, open } = await show(auditWithText("plain text"));
    const tags = () =>
      page.evaluate(
        `[...new Set([...document.querySelectorAll("*")].map((one) => one.localName))].sort()`,
      );
    const plain = await tags();
    for (const attack of ATTACKS) {
      await open(auditWithText(attack));
      await page.evaluate(
        `for (const one of document.querySelectorAll("details")) one.open = true`,
      );
      await page.mouse.move(200, 200);
      expect(await tags(), attack).toEqual(plain);
      expect(await page.locator("main").textContent()).toContain(attack.slice(3, 9));
      expect(await page.locator("td", { hasText: /^\s*[=+@-]/ }).count()).toBe(0);
      expect(problems, attack).toEqual([]);
    }
  });
});
