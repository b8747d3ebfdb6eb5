import type { ClientRef } from "../client.ts";
import type { Finding, PolicyFinding, ReportedExemption } from "../report.ts";
import type { Severity } from "../severities/index.ts";

/** One client of a project, or of a state, with all that is said of it. */
export interface AuditedClient {
  readonly client: ClientRef;
  /** What people call it: its name at Stytch, else the name of its resource, else its id. */
  readonly title: string;
  readonly clientType: string;
  /** Who looks after it, in words. */
  readonly owner: string;
  /** Whether a stack does; undefined where no state was given. */
  readonly isManaged: boolean | undefined;
  /** Its redirects, in quotation marks, without what may be secret in them. */
  readonly redirects: readonly string[];
  /** The worst of its findings, and of what policies find without an exemption; undefined for none. */
  readonly severity: Severity | undefined;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly policy: readonly PolicyFinding[];
}

/** What the public documents of a project say. */
export interface ServerFacts {
  readonly issuer: string | undefined;
  readonly grants: readonly string[];
  readonly codeChallengeMethods: readonly string[];
  /** Where anyone may register clients; undefined if that is off. */
  readonly registrationEndpoint: string | undefined;
  /** Whether clients may describe themselves by a document at a URL. */
  readonly takesMetadataDocuments: boolean;
  /** Signing keys, such as `RS256 jwk-test-…`. */
  readonly keys: readonly string[];
}

/** What an audit found; every format shows this and nothing else. */
export interface Audit {
  readonly projectId: string;
  /** When it was taken: ISO 8601, UTC. */
  readonly at: string;
  /** Every client, worst first; those of equal severity by title. */
  readonly clients: readonly AuditedClient[];
  /** What is true of the project, and of no client; worst first. */
  readonly findings: readonly Finding[];
  /** What policies say of no single client. */
  readonly policy: readonly PolicyFinding[];
  readonly server: ServerFacts;
  readonly exemptions: readonly ReportedExemption[];
  /** What could not be looked at, or not wholly. */
  readonly notes: readonly string[];
  /** The worst of all; undefined where nothing was found. */
  readonly severity: Severity | undefined;
  /** Compared with an earlier audit, whose findings are left out; undefined where there is none. */
  readonly since:
    | { readonly at: string; readonly known: number; readonly resolved: number }
    | undefined;
}
