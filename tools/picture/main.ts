/**
 * `npm run picture`: draws `docs/smoke-test.svg` from a real run of the smoke test, `docs/review.svg` from the
 * review of a preview that an engine made, and `docs/emulator-….png` from the emulator's pages in a browser.
 */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { execaNode } from "execa";
import { createEmulator } from "stytch-connected-apps-emulator";
import { picturePages } from "./pages.ts";
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

await drawSmokeTest();
await drawReview();
for (const path of await picturePages(join(REPOSITORY, "docs"))) console.log(`drew ${path}`);

function draw(name: string, output: string, label: string): void {
  const path = join(REPOSITORY, `docs/${name}.svg`);
  writeFileSync(path, toSvg(output, label));
  console.log(`drew ${path}`);
}

/** One dangerous change among eleven cosmetic ones. */
async function drawReview(): Promise<void> {
  const args = ["changes", PREVIEW];
  const { stdout } = await execaNode(join(REPOSITORY, "review/dist/cli.js"), args, {
    env: { FORCE_COLOR: "1" },
    stderr: "inherit",
  });
  draw("review", `$ stytch-review changes\n${stdout}`, "Output of stytch-review");
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
