import { html, raw } from "hono/html";

/** HTML in which everything from outside has been escaped. */
export type Markup = ReturnType<typeof html>;

const STYLE = raw(`
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 70rem; padding: 1rem; }
  main.narrow { margin: 2rem auto; max-width: 26rem; }
  h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
  label { display: block; margin-top: 1rem; }
  input, select, button { box-sizing: border-box; font: inherit; padding: .5rem; }
  input, select { width: 100%; }
  button { cursor: pointer; margin: 1rem .5rem 0 0; }
  table { border-collapse: collapse; display: block; font-size: .85rem; overflow-x: auto; }
  th, td { border-bottom: 1px solid #8888; padding: .3rem .6rem; text-align: left; vertical-align: top; }
  pre { margin: 0; white-space: pre-wrap; word-break: break-word; }
  .note { font-size: .85rem; }
`);

/** One self-contained document: no script, nothing from elsewhere. */
export function layout(title: string, body: Markup, width: "narrow" | "wide" = "narrow"): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>${STYLE}</style>
      </head>
      <body>
        <main class="${width}">
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
}

/** @returns A page that no other site may frame and that cannot load or run anything. */
export async function pageResponse(markup: Markup, status = 200): Promise<Response> {
  return new Response(String(await markup), {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      // Not no-referrer: with it a browser omits the origin of this page's own forms too.
      "referrer-policy": "same-origin",
    },
  });
}
