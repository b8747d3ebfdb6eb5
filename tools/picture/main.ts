/** `npm run picture`: draws `docs/smoke-test.svg` from a real run of the smoke test. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { createEmulator } from "stytch-connected-apps-emulator";
import { toSvg } from "./svg.ts";

const REPOSITORY = resolve(import.meta.dirname, "../..");
const PICTURE = join(REPOSITORY, "docs/smoke-test.svg");

const emulator = await createEmulator({ port: 0 });
try {
  const { url, projectId, secret } = emulator.projects.consumer;
  const response = await fetch(`${url}/v1/connected_apps/clients`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${projectId}:${secret}`)}` },
    body: JSON.stringify({
      client_type: "first_party",
      client_name: "web",
      redirect_urls: ["https://app.example.com/callback"],
      full_access_allowed: true,
    }),
  });
  const { connected_app } = (await response.json()) as {
    connected_app: { client_id: string; client_secret: string };
  };
  const outputs = {
    web: { clientId: connected_app.client_id, clientSecret: connected_app.client_secret },
  };

  const args = ["--outputs", "-", "--temporary-subject"];
  const child = spawn(process.execPath, [join(REPOSITORY, "smoke/dist/cli.js"), ...args], {
    env: {
      ...process.env,
      FORCE_COLOR: "1",
      STYTCH_PROJECT_ID: projectId,
      STYTCH_SECRET: secret,
      STYTCH_API_URL: url,
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  child.stdin.end(JSON.stringify(outputs));
  const output = await text(child.stdout);
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`the smoke test ended with code ${code}:\n${output}`);
  writeFileSync(PICTURE, toSvg(`$ stytch-smoke --temporary-subject\n${output}`));
  console.log(`drew ${PICTURE}`);
} finally {
  await emulator.close();
}
