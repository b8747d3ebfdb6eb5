import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { selfSign } from "../../../emulator/src/keys/certificate.ts";
import { settingsFor } from "../_server.ts";

const BUILT = fileURLToPath(new URL("../../../provider/dist/", import.meta.url));

/** Of one attempt and of a call; what a test waits for where a server never ends. */
const LIMITS = {
  attemptTimeoutMs: 1_000,
  totalTimeoutMs: 5_000,
  retry: { firstDelayMs: 10, maxRetries: 2 },
};

/** In its own process, on the built package: the kernel reports its peak memory. */
const SCRIPT = `
  const [built, settings, options, action] = process.argv.slice(1);
  const { createStytchApi } = require(built + "stytch/client.js");
  const { batchedReads } = require(built + "stytch/batched-reads.js");
  const { allConnectedApps } = require(built + "connected-app/lookup/lookup.js");
  const api = createStytchApi(JSON.parse(settings), JSON.parse(options));
  const ACTIONS = {
    create: () => api.createConnectedApp({ clientType: "first_party" }),
    search: () => api.searchConnectedApps({ limit: 1000 }),
    list: () => allConnectedApps(api),
    refresh: () => {
      const reads = batchedReads(api);
      const ids = Array.from({ length: 200 }, (_, n) => "id-" + n);
      return Promise.all(ids.map((id) => reads.getConnectedApp(id, { batch: true })));
    },
    "32 gets": () => Promise.all(Array.from({ length: 32 }, () => api.getConnectedApp("id"))),
  };
  (async () => {
    const begin = performance.now();
    const error = await ACTIONS[action]().then(() => ({ code: "none" }), (error) => error);
    const { code = "none", message = "", status, mayHaveTakenEffect } = error;
    const seconds = (performance.now() - begin) / 1000;
    const megabytes = process.resourceUsage().maxRSS / 1024;
    const outcome = { code, message, status, mayHaveTakenEffect, seconds, megabytes };
    process.stdout.write(JSON.stringify(outcome), () => process.exit());
  })();
`;

const outcomeSchema = z.object({
  /** `none` if the call succeeded, or failed unintentionally. */
  code: z.string(),
  message: z.string(),
  status: z.number().optional(),
  mayHaveTakenEffect: z.boolean().optional(),
  seconds: z.number(),
  /** The most resident memory that the whole process had. */
  megabytes: z.number(),
});

export type Outcome = z.output<typeof outcomeSchema>;

export type Action = "create" | "search" | "list" | "refresh" | "32 gets";

/** Makes calls of a server in its own process. */
export async function callIn(
  url: string,
  action: Action,
  env: Record<string, string> = {},
): Promise<Outcome> {
  const args = [BUILT, JSON.stringify(settingsFor(url)), JSON.stringify(LIMITS), action];
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", SCRIPT, ...args], {
    env: { ...process.env, ...env },
  });
  return outcomeSchema.parse(JSON.parse(stdout));
}

/** A hostile server: it handles requests as given until it is closed. */
export async function serveHostile(respond: RequestListener): Promise<string> {
  const server = createServer(respond);
  return `http://127.0.0.1:${await listen(server)}`;
}

/** A key, and a certificate for `localhost` that the key signed itself. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** @param end When the certificate expires. Default: as late as can be. */
export async function selfSigned(end?: Date): Promise<Identity> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const certificate = await selfSign(privateKey, publicKey, "localhost", end);
  const base64 = certificate.replace(/.{64}/g, "$&\n");
  return {
    key: String(privateKey.export({ type: "pkcs8", format: "pem" })),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  };
}

/** A server with a certificate; gives its port. */
export async function serveTls(identity: Identity, respond: RequestListener): Promise<number> {
  return listen(createTlsServer(identity, respond));
}

/** The environment of a process that trusts a certificate. */
export async function trusting({ cert }: Identity): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "stytch-hostile-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "root.pem");
  await writeFile(file, cert);
  return { NODE_EXTRA_CA_CERTS: file };
}

async function listen(server: Server & { closeAllConnections(): void }): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
