import { createHash, randomBytes, randomUUID } from "node:crypto";

export type Environment = "test" | "live";

/** Matches `project-test-{uuid}` and `project-live-{uuid}`; group 1 is the environment. */
export const PROJECT_ID =
  /^project-(test|live)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @returns The environment that a project id names. */
export function environmentOf(projectId: string): Environment {
  return projectId.startsWith("project-live-") ? "live" : "test";
}

/** @returns `{prefix}-{environment}-{uuid v4}`, the form of every Stytch identifier. */
export function newId(prefix: string, environment: Environment): string {
  return `${prefix}-${environment}-${randomUUID()}`;
}

/** @returns An id of the same form that is always the same for the same text. */
export function derivedId(prefix: string, environment: Environment, text: string): string {
  const hash = sha256(text);
  const uuid = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
  return `${prefix}-${environment}-${uuid}`;
}

/** @returns 48 url-safe characters, 288 bits of randomness. */
export function newClientSecret(): string {
  return randomBytes(36).toString("base64url");
}

/** @returns SHA-256 of the text, 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** @returns 44 url-safe characters, 264 bits of randomness: a token that says nothing. */
export function newOpaqueToken(): string {
  return randomBytes(33).toString("base64url");
}
