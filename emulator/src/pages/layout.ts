import { html } from "hono/html";

/** HTML in which everything from outside has been escaped. */
export type Markup = ReturnType<typeof html>;

export interface PageFrame {
  title: string;
  /** The places to go to, which the narrow pages of a login do not have. */
  nav?: Markup;
  /** Path below `/_emulator/assets/` of the script of the page. Default: none. */
  script?: "live.js" | "sign-in.js";
  /** Of the state that the page shows. */
  version?: number;
}

/** One document. It loads the emulator's own style and script and nothing from elsewhere. */
export function layout({ title, nav, script, version }: PageFrame, body: Markup): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/_emulator/assets/icon.svg" />
        <link rel="stylesheet" href="/_emulator/assets/style.css" />
        ${script === undefined ? "" : html`<script type="module" src="/_emulator/assets/${script}"></script>`}
      </head>
      <body ${version === undefined ? "" : html`data-version="${version}"`}>
        ${nav === undefined ? "" : html`<a class="skip" href="#main">Skip to the content</a>${nav}`}
        <main id="main" class="${nav === undefined ? "narrow" : "wide"}">
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** What every page and asset has. */
export const PAGE_HEADERS = {
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  // Not no-referrer: with it a browser omits the origin of this page's own forms too.
  "referrer-policy": "same-origin",
};

/**
 * @param leads Whether the form of the page may end in a redirect elsewhere, as that of a login does.
 * @returns A page that no other site may frame, and that runs and loads what the emulator itself serves.
 */
export async function pageResponse(
  markup: Markup,
  { status = 200, leads = "here" }: { status?: number; leads?: "here" | "elsewhere" } = {},
): Promise<Response> {
  const policy = leads === "here" ? [...POLICY, "form-action 'self'"] : POLICY;
  return new Response(String(await markup), {
    status,
    headers: {
      ...PAGE_HEADERS,
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": policy.join("; "),
    },
  });
}
