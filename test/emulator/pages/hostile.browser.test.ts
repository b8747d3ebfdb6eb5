import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHROMIUM, isWithoutBrowser } from "../../_browser.ts";
import { checkProperty } from "../../_property.ts";
import { createClient } from "../_api.ts";
import { startForeignSite } from "../_foreign-site.ts";
import { firstOf, LISTS, signInOnce, startProject, visit } from "./_scene.ts";

const TIMEOUT = { timeout: 240_000 };

/** Parts of texts that end an attribute, a text or a comment, and begin what runs. */
const FRAGMENTS = [
  "<script>window.hit = 1</script>",
  "</pre></td></table><x-evil onclick=window.hit=1>",
  '"><x-evil autofocus tabindex=1 onfocus="window.hit=1">',
  "'><img src=x onerror=window.hit=1>",
  "<svg onload=window.hit=1>",
  "</option></select><x-evil>",
  "</title></textarea></style></noscript><x-evil>",
  "<!--",
  "-->",
  "]]>",
  "<base href=//evil.example>",
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  "javascript:window.hit=1",
  "&lt;script&gt;",
  "&#60;x-evil>",
  "\u2028",
  "`",
  "\\u003cx-evil\\u003e",
  " onmouseover=window.hit=1 ",
  "\u0000",
  "\ud800",
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 5 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(""));

/** What a page has if a text of a client has become more than a text. */
const DAMAGE = `({
  hit: window.hit,
  elements: document.querySelectorAll(
    "x-evil, img, svg, base, meta[http-equiv], script:not([src]), iframe, style"
  ).length,
  handlers: [...document.querySelectorAll("*")].filter((one) =>
    [...one.attributes].some(({ name }) => name.startsWith("on"))).length,
  links: [...document.links].filter(({ href }) => !href.startsWith(location.origin)).length,
})`;

describe.skipIf(isWithoutBrowser)(`hostile data in the pages of an emulator (${CHROMIUM})`, () => {
  it("stays text, in every list and on every page about it", TIMEOUT, async () => {
    const scene = await startProject("b2b");
    const { page, problems, open } = await visit(scene.project);
    const texts = fc.array(hostile, { minLength: 20, maxLength: 20 });
    await checkProperty(
      fc.asyncProperty(texts, async (values) => {
        await scene.call("POST", "/_emulator/reset");
        const [first = "", ...rest] = values;
        await signInOnce(scene, { client_name: first, client_description: rest[0] });
        for (const client_name of rest) await createClient(scene, { client_name });
        const members = rest.map((name, index) => ({
          email_address: `p${index}@example.com`,
          name,
          untrusted_metadata: { [name]: name },
          oauth_registrations: [
            { provider_type: "Google", provider_subject: `g${name}`, locale: name },
          ],
        }));
        const organization = { organization_name: `Acme ${first}`.slice(0, 100), members };
        const customScopes = rest.map((text, index) => ({
          scope: `${index}${text.replace(/[^\x21\x23-\x5b\x5d-\x7e]/g, "")}`,
          description: text,
          role: text,
        }));
        const authorizationEndpoint = `https://app.example.com/${encodeURI(first.toWellFormed())}`;
        const settings = { customScopes, authorizationEndpoint };
        const seed = { b2b: { settings, organizations: [organization] } };
        const { status, text } = await scene.call("POST", "/_emulator/seed", seed);
        expect(status, text).toBe(200);
        await scene.call("POST", `/v1/x?${encodeURIComponent(first.toWellFormed())}`, first, {
          "user-agent": first.replace(/[^\x20-\x7e]/g, ""),
        });

        const paths = ["", "switches", "authorize"];
        for (const list of LISTS) {
          await open(list);
          paths.push(list, await firstOf(page));
        }
        paths.push(
          `clients?q=${encodeURIComponent(first.toWellFormed())}&type=${encodeURIComponent(first.toWellFormed())}`,
        );
        paths.push(
          `clients/${encodeURIComponent(first.toWellFormed())}`,
          `sign-in/${encodeURIComponent(first.toWellFormed())}`,
        );
        for (const path of paths) {
          await open(path);
          expect(await page.evaluate(DAMAGE), path).toEqual({
            hit: undefined,
            elements: 0,
            handlers: 0,
            links: 0,
          });
        }
      }),
      4,
    );
    // The browser says so of a page that is not there.
    expect(problems.filter((problem) => !problem.includes("404"))).toEqual([]);
  });

  it("stays text where a sign-in shows it", TIMEOUT, async () => {
    const scene = await startProject();
    const client = await createClient(scene, {
      client_name: FRAGMENTS.join(""),
      redirect_urls: ["https://app.example.com/callback"],
      access_token_template_content: JSON.stringify({ claim: FRAGMENTS.join("") }),
    });
    const { page, problems, open } = await visit(scene.project);
    await open(`sign-in/${client.client_id}`);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByText("Signed in.").waitFor();
    expect(await page.locator("#steps").textContent()).toContain("x-evil");
    expect(await page.evaluate(DAMAGE)).toMatchObject({ hit: undefined, elements: 0, handlers: 0 });
    expect(problems).toEqual([]);
  });

  it("could not run even if it were in a page", TIMEOUT, async () => {
    const scene = await startProject();
    const { page, problems, open } = await visit(scene.project);
    await open("");
    await page.evaluate(`document.body.insertAdjacentHTML("beforeend",
      "<img src=data:, onerror=window.hit=1><iframe srcdoc='<script>parent.hit=1</script>'></iframe>")`);
    await page.evaluate(`(() => {
      const script = document.createElement("script");
      script.textContent = "window.hit = 1";
      document.body.append(script);
    })()`);
    await expect.poll(() => problems.length).toBeGreaterThanOrEqual(3);
    expect(problems.every((problem) => problem.includes("Content Security Policy"))).toBe(true);
    expect(await page.evaluate("window.hit")).toBeUndefined();
  });
});

/** Every form and control route that changes something, with a body that it would take. */
const WRITING: [path: string, body: string][] = [
  ["switches/clock", "advanceSeconds=60"],
  ["switches/faults/add", "effect=status+503&times=always"],
  ["switches/faults/remove", "index=0"],
  ["switches/misbehaviours", "toggle=wrong_issuer"],
  ["switches/habits", "name=url_list_order&value=sorted"],
  ["switches/habits/reset", ""],
  ["switches/project", "dynamicClientRegistration=true"],
  ["switches/project/authorization-endpoint", "choice=none"],
  ["switches/project/scopes/add", "scope=x&description=&role="],
  ["switches/project/scopes/remove", "scope=x"],
  ["switches/reset", ""],
  ["sign-in/connected-app-test-x/token", "grant_type=refresh_token"],
  ["seed", "habits: {url_list_order: sorted}"],
  ["authorize?client_id=x&redirect_uri=y", "person=&email=ada@example.com"],
];

describe.skipIf(isWithoutBrowser)(`a page of another origin (${CHROMIUM})`, () => {
  it("drives no form and no control route", TIMEOUT, async () => {
    const scene = await startProject();
    const target = `${scene.project.url}/_emulator`;
    const forms = WRITING.map(([path, body], index) => {
      const fields = [...new URLSearchParams(body)].map(
        ([name, value]) => `<input name="${name}" value="${value}">`,
      );
      return `<form method="post" action="${target}/${path}" target="f${index}">${fields.join("")}</form>
        <iframe name="f${index}"></iframe>`;
    });
    const attack = `<!doctype html>${forms.join("")}<script>
      addEventListener("load", async () => {
        for (const form of document.forms) form.submit();
        await Promise.all(${JSON.stringify(WRITING)}.map(([path, body]) =>
          fetch("${target}/" + path, { method: "POST", mode: "no-cors", body }).catch(() => {})));
        document.title = "done";
      });
    </script>`;
    const port = await startForeignSite(attack);
    const before = (await scene.call("GET", "/_emulator/seed")).text;
    const { page } = await visit(scene.project);
    const statuses: number[] = [];
    page.on("response", (response) => {
      if (response.url().startsWith(target)) statuses.push(response.status());
    });
    for (const origin of [`http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
      await page.goto(origin);
      await page.waitForFunction('document.title === "done"');
    }
    await expect.poll(() => statuses.length).toBeGreaterThanOrEqual(4 * WRITING.length);
    expect(new Set(statuses)).toEqual(new Set([403]));
    expect((await scene.call("GET", "/_emulator/seed")).text).toBe(before);
    expect((await scene.call("GET", "/_emulator/faults")).body.faults).toEqual([]);
  });
});
