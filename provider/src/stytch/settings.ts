import { z } from "zod";
import { problemsIn } from "../text/problems-in.ts";
import { StytchSettingsError } from "./errors.ts";

/** What a client needs to reach one Stytch project. */
export interface StytchSettings {
  /** `project-live-…` or `project-test-…`. */
  readonly projectId: string;
  /** A secret of that project. Never printed, never stored. */
  readonly secret: string;
  /** Base URL without trailing slash, e.g. `https://test.stytch.com`. */
  readonly apiUrl: string;
}

/** A setting as found: its value, and how a person sets it. */
export interface FoundSetting {
  readonly value: string | undefined;
  /** Name shown in messages, e.g. `stytch:projectId`. */
  readonly key: string;
  /** What to do when it is missing or wrong, as one phrase. */
  readonly remedy: string;
}

/** What messages call the settings, where a user has to look at them. */
export interface SettingNames {
  readonly projectId: string;
  readonly secret: string;
  readonly apiUrl: string;
  /** Undefined where the time for a call is fixed. */
  readonly timeout?: string;
}

/** As a Pulumi stack sets them. */
export const STACK_NAMES: SettingNames = {
  projectId: "stytch:projectId",
  secret: "stytch:secret",
  apiUrl: "stytch:apiUrl",
  timeout: "stytch:timeoutSeconds",
};

export interface FoundSettings {
  readonly projectId: FoundSetting;
  readonly secret: FoundSetting;
  /** Optional; by default the address follows from the project id. */
  readonly apiUrl: FoundSetting;
}

const PROJECT_ID = /^project-(live|test)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

const projectId = z
  .string({ error: "is missing" })
  .min(1, "is missing")
  .regex(PROJECT_ID, "does not look like project-live-<uuid> or project-test-<uuid>");

const secret = z
  .string({ error: "is missing" })
  .min(1, "is missing")
  .regex(/^[\x21-\x7e]+$/, "contains spaces, line breaks or other characters no secret has");

const apiUrl = z.string().superRefine((text, context) => {
  const url = URL.parse(text);
  const problem = !url
    ? "is not an absolute URL"
    : url.username || url.password
      ? "must not contain credentials"
      : url.search || url.hash || url.pathname !== "/"
        ? "must be an origin only, without path, query or fragment"
        : url.protocol === "https:"
          ? undefined
          : url.protocol !== "http:"
            ? "must begin with https://"
            : isLoopback(url)
              ? undefined
              : "may use http:// for loopback addresses only, since the secret would travel in clear";
  if (problem) context.addIssue({ code: "custom", message: problem });
});

/** Whether a URL names this machine: `localhost`, `127.0.0.1` or `[::1]`. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK_HOSTS.has(url.hostname);
}

/**
 * Checks what was found and completes it. Without an address, `project-live-` ids use
 * `https://api.stytch.com` and `project-test-` ids `https://test.stytch.com`.
 *
 * @throws StytchSettingsError one error that names every missing or malformed setting with its
 *   remedy; it contains no value of a secret.
 */
export function parseSettings(found: FoundSettings): StytchSettings {
  const id = projectId.safeParse(found.projectId.value);
  const key = secret.safeParse(found.secret.value);
  const address = apiUrl.safeParse(found.apiUrl.value || defaultApiUrl(found.projectId.value));
  if (id.success && key.success && address.success) {
    return { projectId: id.data, secret: key.data, apiUrl: new URL(address.data).origin };
  }
  const ofProject = [...problemsOf(found.projectId, id), ...problemsOf(found.secret, key)];
  const problems = [...ofProject, ...problemsOf(found.apiUrl, address)].join("; ");
  const isMalformed = Boolean(
    (found.projectId.value && !id.success) ||
      (found.secret.value && !key.success) ||
      !address.success,
  );
  throw new StytchSettingsError(
    `${isMalformed ? "" : "The Stytch project is not configured: "}${problems}.` +
      (ofProject.length > 0
        ? " Project id and secrets are in the Stytch dashboard under Project ID & API keys."
        : ""),
  );
}

function problemsOf(setting: FoundSetting, result: z.ZodSafeParseResult<string>): string[] {
  if (result.success) return [];
  const [problem] = problemsIn(result.error);
  return [`${setting.key} ${problem} (${setting.remedy})`];
}

function defaultApiUrl(id: string | undefined): string {
  return id?.startsWith("project-live-") ? "https://api.stytch.com" : "https://test.stytch.com";
}
