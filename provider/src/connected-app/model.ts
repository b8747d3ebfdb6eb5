import type { ClientType, ConnectedAppFields } from "../stytch/api.ts";

export type { ClientType };

/** Names that a program gives to secrets, so that a new name asks for a new secret. */
export interface SecretVersions {
  /** Of the current secret. Absent means "1". */
  secretVersion?: string;
  /** Of the next secret, during a rotation. */
  nextSecretVersion?: string;
}

/** What a program decides in addition to the fields that Stytch holds. */
export interface LocalInputs extends SecretVersions {
  /** The client to adopt instead of creating one. */
  adoptClientId?: string;
  /** Whether to adopt the client that has `clientName`. */
  adoptByName?: boolean;
  /** Id of the client of a live project that may be replaced or deleted. */
  allowDestructive?: string;
}

export const LOCAL_NAMES = [
  "secretVersion",
  "nextSecretVersion",
  "adoptClientId",
  "adoptByName",
  "allowDestructive",
] as const satisfies (keyof LocalInputs)[];

/**
 * Checked inputs: without `null`, `""` and `[]`, which mean the same as leaving a field out.
 */
export type ConnectedAppInputs = { clientType: ClientType } & Partial<ConnectedAppFields> &
  LocalInputs;

/**
 * What the state remembers of a client's secrets; nothing for public clients. The server
 * shows each secret once, when it creates it.
 */
export interface SecretOutputs extends SecretVersions {
  /** Also absent if this resource did not create the current secret. */
  clientSecret?: string;
  clientSecretLastFour?: string;
  nextClientSecret?: string;
  nextClientSecretLastFour?: string;
  /** When the current secret became the current one (RFC 3339); absent if unknown. */
  secretRotatedAt?: string;
  /** When the rotation in progress began (RFC 3339). */
  secretRotationStartedAt?: string;
}

/**
 * What the state remembers of a client: every field, including empty ones. An absent output is
 * unknown in every preview, so whatever depends on it would seem to change.
 */
export interface ConnectedAppOutputs extends ConnectedAppFields, SecretOutputs {
  clientType: string;
  /** The project that holds the client. Absent from states written before it was kept. */
  projectId?: string;
  status: string;
  /** As in the inputs: a delete sees the outputs only. */
  allowDestructive?: string;
  /**
   * What the program asked for, where the server holds another form of it, such as a URL with a
   * trailing slash. Absent where it holds everything as sent.
   */
  requestedFields?: Partial<ConnectedAppFields>;
}

export function isThirdParty(clientType: unknown): boolean {
  return clientType === "third_party" || clientType === "third_party_public";
}

export function isPublic(clientType: unknown): boolean {
  return clientType === "first_party_public" || clientType === "third_party_public";
}
