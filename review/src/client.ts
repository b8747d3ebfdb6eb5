/**
 * A value that only the update will know. A part of a list or of an object may be one, too.
 */
export const UNKNOWN: unique symbol = Symbol("not known before the update");

/**
 * A secret: it is compared, never shown. `mark` is equal for equal secrets, and is their text, or the
 * encrypted one; undefined where nothing but the word `[secret]` is there, which is equal to no other.
 */
export class Hidden {
  readonly #mark: string | undefined;

  constructor(mark?: string) {
    this.#mark = mark;
  }

  /** Whether both are the same secret for certain. */
  equals(other: unknown): boolean {
    return other instanceof Hidden && this.#mark !== undefined && this.#mark === other.#mark;
  }

  toJSON(): string {
    return "[secret]";
  }
}

/** Which resource of this product something is, whatever its type token says. */
export type Resource = "ConnectedApp" | "OrganizationConnectedApps";

/**
 * A Connected App, or an organization's setting, at one time: before a change or after it.
 *
 * A value is plain JSON, `UNKNOWN` or `Hidden`, in whole or in a part.
 */
export interface Client {
  /** Every field under the provider's name; one that was never set has Stytch's default. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** What a program decides beside the fields: versions of secrets, adoption, permitted destruction. */
  readonly local: Readonly<Record<string, unknown>>;
  /** What the state remembers of secrets: versions, times, last four characters; no secret. */
  readonly secrets: Readonly<Record<string, unknown>>;
  /** Whether the engine refuses to delete it. */
  readonly isProtected: boolean;
  /** Outputs that the engine keeps encrypted because the resource says so. */
  readonly secretOutputs: readonly string[];
}

/** A line of the program, as the engine records it. */
export interface Place {
  /** Relative to the folder of the Pulumi project, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1; undefined where it is not recorded. */
  readonly column: number | undefined;
}

/** Names a client in a report: plain text of the program or of a server, to be escaped where it is shown. */
export interface ClientRef {
  readonly urn: string;
  /** Of the resource in its stack. */
  readonly name: string;
  /** Type token, of any door. */
  readonly type: string;
  readonly resource: Resource;
  /** Its id at Stytch; undefined where it does not exist yet. */
  readonly id: string | undefined;
  /** The Stytch project; undefined where nothing says so. */
  readonly projectId: string | undefined;
  readonly place: Place | undefined;
}
