import { z } from "zod";
import type { DeclaredApp } from "./connected-app-fields.ts";
import { declaredAppSchema } from "./declared-app-schema.ts";
import { SmokeTargetError } from "./errors.ts";
import { checkWith, describeProblems, maskedIn, type Problem, withSource } from "./problems.ts";

export type Vertical = "consumer" | "b2b";

/** The project and the client that the smoke test tests. */
export interface SmokeTarget {
  /** `project-live-…` or `project-test-…`. */
  readonly projectId: string;
  /** A secret of that project; never printed. */
  readonly secret: string;
  /** Default: `https://api.stytch.com` for live projects, `https://test.stytch.com` for others. */
  readonly apiUrl?: string | undefined;
  /**
   * Where the project's OAuth endpoints are, which is also the issuer of its tokens: an origin such
   * as `https://login.example.com`. Default: `apiUrl` on this machine, else what the project's
   * discovery document names.
   *
   * @see https://stytch.com/docs/connected-apps/resources/custom-domains
   */
  readonly projectDomain?: string | undefined;
  /** Default `auto`: one request determines it. */
  readonly vertical?: Vertical | "auto" | undefined;
  readonly app: DeclaredApp;
  /** The Pulumi stack that the app was read from, for commands in advice. Default: unknown. */
  readonly stack?: StackPlace | undefined;
}

/** What `--stack` and `--cwd` of Pulumi's commands name; default: the selected stack, here. */
export interface StackPlace {
  readonly name?: string | undefined;
  readonly cwd?: string | undefined;
}

/** A checked and completed target. */
export interface ReadyTarget extends SmokeTarget {
  readonly apiUrl: string;
  readonly vertical: Vertical | "auto";
  readonly live: boolean;
  /** Whether the API is on this machine. */
  readonly loopback: boolean;
}

const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

export const originSchema = z.string().superRefine((text, context) => {
  const problem = problemOfOrigin(text);
  if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
});

const targetSchema = z.strictObject({
  projectId: z
    .string({ error: "is missing" })
    .regex(
      /^project-(live|test)-[0-9a-f-]{36}$/,
      "is not project-live-<uuid> or project-test-<uuid>",
    ),
  secret: z
    .string({ error: "is missing" })
    .min(1, "is empty; set it to one that the Stytch dashboard shows under Project ID & API keys")
    .regex(/^[\x21-\x7e]*$/, "has characters that no secret has"),
  apiUrl: originSchema.optional(),
  projectDomain: originSchema.optional(),
  vertical: z.enum(["auto", "consumer", "b2b"]).default("auto"),
  app: declaredAppSchema,
  stack: z.strictObject({ name: z.string().optional(), cwd: z.string().optional() }).optional(),
});

/** @throws SmokeTargetError naming every problem; the message quotes no secret. */
export function readTarget(target: SmokeTarget): ReadyTarget {
  const checked = checkWith(targetSchema, target);
  const masked = [...maskedIn(target), ...maskedIn(target.app, "app")];
  if (checked.kind === "invalid") throw unusable([...masked, ...checked.problems.map(withSource)]);
  if (masked.length > 0) throw unusable(masked);
  const { data } = checked;
  const live = isLive(data.projectId);
  const apiUrl = new URL(apiUrlOf(data)).origin;
  const confidential =
    data.app.clientType !== undefined && !data.app.clientType.endsWith("_public");
  if (confidential && !data.app.clientSecret) {
    const message = `is missing, and a ${data.app.clientType} client has one`;
    throw unusable([withSource({ place: "app.clientSecret", message })]);
  }
  return { ...data, apiUrl, live, loopback: isLoopback(new URL(apiUrl)) };
}

function unusable(problems: readonly Problem[]): SmokeTargetError {
  return new SmokeTargetError(`The target is invalid: ${describeProblems(problems)}.`);
}

/** The address that was given, or else the one of all live or all test projects. */
export function apiUrlOf({ apiUrl, projectId }: Pick<SmokeTarget, "apiUrl" | "projectId">): string {
  return apiUrl ?? (isLive(projectId) ? "https://api.stytch.com" : "https://test.stytch.com");
}

function isLive(projectId: string): boolean {
  return projectId.startsWith("project-live-");
}

/** Whether a URL names this machine: `localhost`, `127.0.0.1` or `[::1]`. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK_HOSTS.has(url.hostname);
}

function problemOfOrigin(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !SCHEME.test(text)) return `is not an absolute URL${completed(text)}`;
  if (url.username || url.password) return "must not contain credentials";
  if (url.search || url.hash || url.pathname !== "/") return "must be an origin, without a path";
  if (url.protocol === "https:") return undefined;
  if (url.protocol !== "http:") return "must begin with https://";
  return isLoopback(url) ? undefined : "may use http:// on this machine only";
}

const SCHEME = /^\s*[a-z][a-z0-9+.-]*:\/\//i;

/** What a host without a scheme should have been; quotes nothing that may hold a password. */
function completed(text: string): string {
  const rest = text.trim().replace(/^\/*/, "");
  const url = URL.parse(`https://${rest}`);
  if (url === null || url.username || url.password) return "";
  return `: write ${isLoopback(url) ? "http" : "https"}://${url.host}`;
}
