import type { SmokeError } from "../errors.ts";

/**
 * A test that did not pass, as the engine takes it: with an id and properties, it records the resource
 * all the same, as one that is not finished.
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
