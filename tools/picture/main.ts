/**
 * `npm run picture`: draws `docs/refused.svg` from a change that a real engine previews, `docs/smoke-test.svg` from a
 * real run of the smoke test, `docs/review.svg` from the review of a preview that an engine made, and
 * `docs/emulator-….png` from the emulator's pages in a browser.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { execaNode } from "execa";
import { createEmulator } from "stytch-connected-apps-emulator";
import { deploymentOfPreview, FORMATTERS, reviewChanges } from "stytch-connected-apps-review";
import { picturePages } from "./pages.ts";
import { pictureRefused } from "./refused/index.ts";
import { toSvg } from "./svg.ts";

const REPOSITORY = resolve(import.meta.dirname, "../..");
const PREVIEW = join(import.meta.dirname, "twelve-clients.json");

/** What the smoke test compares the client with. */
const DECLARED = {
  clientType: "first_party",
  clientName: "web",
  redirectUrls: ["https://app.example.com/callback"],
  fullAccessAllowed: true,
};

console.log(`drew ${await pictureRefused()}`);
await drawSmokeTest();
drawReview();
for (const path of await picturePages(join(REPOSITORY, "docs"))) console.log(`drew ${path}`);

function draw(name: string, output: string, label: string): void {
  const path = join(REPOSITORY, `docs/${name}.svg`);
  writeFileSync(path, toSvg(output, label));
  console.log(`drew ${path}`);
}

/** One dangerous change among eleven cosmetic ones, as a terminal shows it. */
function drawReview(): void {
  const text = readFileSync(PREVIEW, "utf8");
  const report = reviewChanges(deploymentOfPreview({ name: PREVIEW, text }, {}));
  const shown = FORMATTERS.pretty(report, { always: false, isColoured: true, isTerminal: true });
  draw("review", `$ stytch-review changes\n${shown.trimEnd()}`, "Output of stytch-review");
}

async function drawSmokeTest(): Promise<void> {
  const emulator = await createEmulator({ port: 0 });
  try {
    const { url, projectId, secret } = emulator.projects.consumer;
    const response = await fetch(`${url}/v1/connected_apps/clients`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${projectId}:${secret}`)}` },
      body: JSON.stringify({
        client_type: DECLARED.clientType,
        client_name: DECLARED.clientName,
        redirect_urls: DECLARED.redirectUrls,
        full_access_allowed: DECLARED.fullAccessAllowed,
      }),
    });
    const { connected_app } = (await response.json()) as {
      connected_app: { client_id: string; client_secret: string };
    };
    const { client_id: clientId, client_secret: clientSecret } = connected_app;
    const outputs = { web: { ...DECLARED, clientId, clientSecret } };

    const args = ["--outputs", "-", "--temporary-subject"];
    const { stdout } = await execaNode(join(REPOSITORY, "smoke/dist/cli.js"), args, {
      input: JSON.stringify(outputs),
      env: {
        FORCE_COLOR: "1",
        STYTCH_PROJECT_ID: projectId,
        STYTCH_SECRET: secret,
        STYTCH_API_URL: url,
      },
      stderr: "inherit",
    });
    draw("smoke-test", `$ stytch-smoke --temporary-subject\n${stdout}`, "Output of stytch-smoke");
  } finally {
    await emulator.close();
  }
}
