import type { Cleanup } from "./cleanup.ts";
import { Findings } from "./findings.ts";
import type { HttpClient } from "./http/http-client.ts";
import { type KnownTarget, knownTarget } from "./known-target.ts";
import type { Mark } from "./mark.ts";
import type { ReadyOptions, SubjectKind } from "./options.ts";
import type { Secrets } from "./secrets.ts";
import { type Caller, createCaller } from "./stytch/caller.ts";
import type { ReadyTarget } from "./target.ts";

/** Everything that the checks of one run share. */
export interface CheckContext {
  readonly target: ReadyTarget;
  readonly options: ReadyOptions;
  readonly subjectKind: SubjectKind | undefined;
  readonly http: HttpClient;
  /** Stytch's API. */
  readonly call: Caller;
  readonly secrets: Secrets;
  readonly cleanup: Cleanup;
  readonly mark: Mark;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Sessions that clean-up revokes. */
  readonly sessionIds: Set<string>;
  readonly findings: Findings;
  /** What was declared, completed by what the checks found. */
  known(): KnownTarget;
}

/** What a context consists of at the start. */
export type ContextParts = Omit<CheckContext, "call" | "sessionIds" | "findings" | "known">;

export function createContext(parts: ContextParts): CheckContext {
  const { target, http, secrets, options } = parts;
  secrets.add(target.app.clientSecret);
  const { email: _email, organizationId: _organizationId, ...subjectSecrets } = options.subject;
  secrets.add(...Object.values(subjectSecrets));
  const findings = new Findings();
  return {
    ...parts,
    call: createCaller(target, http, secrets),
    sessionIds: new Set(),
    findings,
    known: () => knownTarget(target, findings.peekVertical(), findings.peekClient()),
  };
}
