import type { SmokeError } from "../errors.ts";

/**
 * A test that did not pass, in the form that the engine expects: with an id and properties, it still records the
 * resource, as one that is not finished.
 */
export class GateError extends Error {
  readonly id: string;
  readonly reasons: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;

  constructor(cause: SmokeError, id: string, properties: Readonly<Record<string, unknown>>) {
    super(`[${cause.code}] ${cause.message}`);
    this.name = cause.code;
    this.id = id;
    this.reasons = [this.message];
    this.properties = properties;
  }
}
