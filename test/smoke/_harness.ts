import { expect, onTestFinished } from "vitest";
import { z } from "zod";
import { startEmulator } from "../../emulator/src/emulator.ts";
import type { Emulator, EmulatorOptions } from "../../emulator/src/index.ts";
import { createStore, type Store } from "../../emulator/src/state/store.ts";
import {
  type CheckResult,
  type ClientType,
  type SmokeOptions,
  type SmokeReport,
  type SmokeSurroundings,
  type SmokeTarget,
  smokeTest,
  type Vertical,
} from "../../smoke/src/index.ts";

/** An emulator with one client, and what the smoke test should know about it. */
export interface Scene {
  readonly emulator: Emulator;
  readonly vertical: Vertical;
  readonly url: string;
  readonly target: SmokeTarget;
  /** Sends a request with the project's credentials. */
  api(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Sends a request to the emulator's own routes. */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
}

export interface SceneWish {
  vertical?: Vertical;
  clientType?: ClientType;
  /** Fields of the client in addition to the usual ones, as the API spells them. */
  fields?: Readonly<Record<string, unknown>>;
  emulatorOptions?: Omit<EmulatorOptions, "stateFile">;
  /** What the emulator holds. Default: a state that no one else sees. */
  store?: Store;
}

const created = z.object({
  connected_app: z.object({
    client_id: z.string(),
    client_secret: z.string().optional(),
    client_name: z.string(),
    full_access_allowed: z.boolean(),
    bypass_consent_for_offline_access: z.boolean(),
    access_token_expiry_minutes: z.number(),
    access_token_custom_audience: z.string().nullish(),
    access_token_template_content: z
      .string()
      .nullish()
      .transform((text) => text || "{}"),
    id_token_template_content: z
      .string()
      .nullish()
      .transform((text) => text || "{}"),
    redirect_urls: z.array(z.string()),
  }),
});

export const REDIRECT_URL = "https://app.example.com/callback";

/** The fields with which scenes create clients; first-party ones may exchange. */
export function usualFields(clientType: ClientType): Record<string, unknown> {
  const firstParty = clientType.startsWith("first_party");
  return {
    client_type: clientType,
    client_name: "Smoke-tested",
    redirect_urls: [REDIRECT_URL, "http://127.0.0.1:4000/callback"],
    access_token_expiry_minutes: 30,
    access_token_custom_audience: "https://api.example.com",
    access_token_template_content: '{"plan": "gold", "nested": {"a": [1, 2]}}',
    ...(firstParty && { full_access_allowed: true }),
  };
}

export async function openScene(wish: SceneWish = {}): Promise<Scene> {
  const { vertical = "consumer", clientType = "first_party", fields = {} } = wish;
  const { emulatorOptions = {}, store = createStore() } = wish;
  const emulator = await startEmulator(emulatorOptions, () => ({ store }));
  onTestFinished(() => emulator.close());
  const { url, projectId, secret } = emulator.projects[vertical];
  const authorization = `Basic ${Buffer.from(`${projectId}:${secret}`).toString("base64")}`;
  const api = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const received: unknown = await response.json();
    expect(response.status, JSON.stringify(received)).toBeLessThan(300);
    return received;
  };
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/_emulator${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const received: unknown = await response.json();
    expect(response.status, JSON.stringify(received)).toBeLessThan(300);
    return received;
  };
  const { connected_app: app } = created.parse(
    await api("POST", "/v1/connected_apps/clients", { ...usualFields(clientType), ...fields }),
  );
  const target: SmokeTarget = {
    projectId,
    secret,
    apiUrl: url,
    vertical,
    app: {
      name: "web",
      clientId: app.client_id,
      clientSecret: app.client_secret,
      clientType,
      clientName: app.client_name,
      redirectUrls: app.redirect_urls,
      fullAccessAllowed: app.full_access_allowed,
      bypassConsentForOfflineAccess: app.bypass_consent_for_offline_access,
      accessTokenExpiryMinutes: app.access_token_expiry_minutes,
      accessTokenCustomAudience: app.access_token_custom_audience ?? "",
      accessTokenTemplateContent: app.access_token_template_content,
      idTokenTemplateContent: app.id_token_template_content,
    },
  };
  await control("POST", "/stats/reset");
  return { emulator, vertical, url, target, api, control };
}

/** A smoke test with a temporary subject that waits for nothing, unless the surroundings say so. */
export function smoke(
  scene: Scene,
  options: SmokeOptions = {},
  surroundings: SmokeSurroundings = { wait: async () => {} },
): Promise<SmokeReport> {
  return smokeTest(scene.target, { temporarySubject: true, ...options }, surroundings);
}

/** The checks that failed or were inconclusive. */
export function failuresOf(report: SmokeReport): CheckResult[] {
  return report.checks.filter(({ outcome }) => outcome === "failed" || outcome === "inconclusive");
}

/** What they say, for the message of an assertion. */
export function complaints(report: SmokeReport): string[] {
  return failuresOf(report).map(({ id, reason, advice }) => `${id}: ${reason} | ${advice}`);
}
