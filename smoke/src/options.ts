import { z } from "zod";
import { CHECK_IDS, type CheckId, type CheckResult } from "./check-result.ts";
import { SmokeTargetError } from "./errors.ts";
import { checkWith, describeProblems, maskedIn, type Problem, withSource } from "./problems.ts";
import type { ReadyTarget } from "./target.ts";

/** Someone whose login lets the app ask for tokens. All values but e-mail and ids are secrets. */
export interface SubjectOptions {
  /** An active session. Used as it is, and not revoked. */
  readonly sessionToken?: string | undefined;
  /** The same as a JWT, which may have expired as long as its session is active. */
  readonly sessionJwt?: string | undefined;
  /** A test user or member with a password. */
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  /** Id or slug of the member's organization; B2B projects need it with a password. */
  readonly organizationId?: string | undefined;
  /** The token with which a social login came back from the provider, not yet authenticated. */
  readonly oauthToken?: string | undefined;
  /** The PKCE verifier of that social login, if it started with a challenge. */
  readonly oauthCodeVerifier?: string | undefined;
}

/** What happens during a run, for display. Contains no secrets. */
export type SmokeProgress =
  | { readonly type: "started"; readonly id: CheckId; readonly title: string }
  | { readonly type: "finished"; readonly result: CheckResult }
  | { readonly type: "cleaning" };

export interface SmokeOptions {
  /** The test uses the first of these: session token, session JWT, password, social login. */
  readonly subject?: SubjectOptions | undefined;
  /**
   * Whether the test may create a user (B2B: an organization with a member) if no subject is given,
   * and delete it afterwards. Default: no.
   */
  readonly temporarySubject?: boolean | undefined;
  /** Whether it may do so in a live project too. Default: no. */
  readonly allowTemporarySubjectOnLive?: boolean | undefined;
  /** Lifetime in minutes of sessions that the test creates, 5 to 527040. Default: 5. */
  readonly sessionDurationMinutes?: number | undefined;
  /**
   * Claims that the exchanged session should carry, in addition to the mark `stytch_smoke`. At most 4 KB as
   * JSON; registered claims are refused. Default: none.
   *
   * @see https://stytch.com/docs/multi-tenant-auth/manage-sessions/custom-claims
   */
  readonly sessionCustomClaims?: Readonly<Record<string, unknown>> | undefined;
  /** Runs these checks and those that they need. Default: all. */
  readonly only?: readonly CheckId[] | undefined;
  /** Leaves these checks out, and those that need them. Default: none. */
  readonly skip?: readonly CheckId[] | undefined;
  /** Milliseconds for all checks together, at most an hour. Default: 60000. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds for each request. Default: 10000. */
  readonly requestTimeoutMs?: number | undefined;
  /**
   * Retries where the network or the server is in trouble: of only the request if it is idempotent, otherwise of
   * the whole flow, with a new code or token. 0 to 10. Default: 2.
   */
  readonly retries?: number | undefined;
  /** Milliseconds for clean-up, on top of `timeoutMs`. Default: 15000. */
  readonly cleanupTimeoutMs?: number | undefined;
  /** Cancels the run, which still cleans up what it created. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: SmokeProgress) => void) | undefined;
}

/** The key under which sessions of a smoke test carry the id of their run. */
export const MARK_CLAIM = "stytch_smoke";

const RESERVED_CLAIMS = new Set([
  ...["iss", "sub", "aud", "exp", "nbf", "iat", "jti", MARK_CLAIM],
  ...["https://stytch.com/session", "https://stytch.com/organization"],
]);
const LARGEST_CLAIMS_BYTES = 4096;
/** The share of the mark in the 4 KB. */
const MARK_BYTES = 64;

const checkId = z.enum(CHECK_IDS);
const milliseconds = z.int().min(1).max(3_600_000);
const secretText = z.string().min(1, "is empty").optional();

const claims = z.record(z.string(), z.json()).superRefine((value, context) => {
  for (const key of Object.keys(value).filter((name) => RESERVED_CLAIMS.has(name))) {
    context.addIssue({ code: "custom", message: `${key} is reserved` });
  }
  if (Buffer.byteLength(JSON.stringify(value)) > LARGEST_CLAIMS_BYTES - MARK_BYTES) {
    const most = LARGEST_CLAIMS_BYTES - MARK_BYTES;
    context.addIssue({ code: "custom", message: `must be at most ${most} bytes as JSON` });
  }
});

const optionsSchema = z.strictObject({
  subject: z
    .strictObject({
      sessionToken: secretText,
      sessionJwt: secretText,
      email: secretText,
      password: secretText,
      organizationId: secretText,
      oauthToken: secretText,
      oauthCodeVerifier: secretText,
    })
    .default({}),
  temporarySubject: z.boolean().default(false),
  allowTemporarySubjectOnLive: z.boolean().default(false),
  sessionDurationMinutes: z.int().min(5).max(527_040).default(5),
  sessionCustomClaims: claims.default({}),
  only: z.array(checkId).optional(),
  skip: z.array(checkId).default([]),
  timeoutMs: milliseconds.default(60_000),
  requestTimeoutMs: milliseconds.default(10_000),
  retries: z.int().min(0).max(10).default(2),
  cleanupTimeoutMs: milliseconds.default(15_000),
  signal: z.instanceof(AbortSignal).optional(),
  onProgress: z
    .custom<(progress: SmokeProgress) => void>((value) => typeof value === "function")
    .optional(),
});

export type ReadyOptions = z.output<typeof optionsSchema>;

export type SubjectKind =
  | "session-token"
  | "session-jwt"
  | "password"
  | "social-login"
  | "temporary";

/** @throws SmokeTargetError naming every problem. */
export function readOptions(options: SmokeOptions): ReadyOptions {
  const checked = checkWith(optionsSchema, options);
  const masked = maskedIn(options.subject, "subject");
  if (checked.kind === "invalid") throw unusable([...masked, ...checked.problems.map(withSource)]);
  if (masked.length > 0) throw unusable(masked);
  return checked.data;
}

function unusable(problems: readonly Problem[]): SmokeTargetError {
  return new SmokeTargetError(`The options are invalid: ${describeProblems(problems)}.`);
}

/**
 * Which kind of subject a run uses.
 *
 * @throws SmokeTargetError if there is none, or none that is allowed.
 */
export function chooseSubject(options: ReadyOptions, target: ReadyTarget): SubjectKind {
  const { sessionToken, sessionJwt, email, password, oauthToken } = options.subject;
  if (sessionToken !== undefined) return "session-token";
  if (sessionJwt !== undefined) return "session-jwt";
  if ((email === undefined) !== (password === undefined)) {
    const place = email === undefined ? "subject.email" : "subject.password";
    const message = "is missing, and e-mail and password go together";
    throw unusable([withSource({ place, message })]);
  }
  if (email !== undefined) return "password";
  if (oauthToken !== undefined) return "social-login";
  const live = target.live && !options.allowTemporarySubjectOnLive;
  if (!options.temporarySubject) {
    throw new SmokeTargetError(
      [
        "There is no one to sign in as. Set STYTCH_SMOKE_SESSION_TOKEN or STYTCH_SMOKE_SESSION_JWT,",
        "or STYTCH_SMOKE_EMAIL and STYTCH_SMOKE_PASSWORD (in a B2B project also --organization or",
        "STYTCH_SMOKE_ORGANIZATION_ID), or STYTCH_SMOKE_OAUTH_TOKEN; or give --temporary-subject,",
        live ? "and --allow-temporary-subject-on-live as the project is live," : "",
        "which creates and deletes someone. In a program: the options subject and temporarySubject.",
      ]
        .filter((part) => part !== "")
        .join(" "),
    );
  }
  if (live) {
    throw new SmokeTargetError(
      "The project is live: a temporary subject needs --allow-temporary-subject-on-live (the option allowTemporarySubjectOnLive) as well.",
    );
  }
  return "temporary";
}
