import type { ClientType, ConnectedAppFields } from "../stytch/api.ts";

export type { ClientType };

/** Names that a program gives to secrets, so that a new name asks for a new secret. */
export interface SecretVersions {
  /** Of the current secret. Absent means "1". */
  secretVersion?: string;
  /** Of the next secret, while a rotation runs. */
  nextSecretVersion?: string;
}

/** What a program decides beside the fields that Stytch holds. */
export interface LocalInputs extends SecretVersions {
  /** The client to take over instead of making one. */
  adoptClientId?: string;
  /** Whether to take over the client that has `clientName`. */
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
 * Checked inputs: `null`, `""` and `[]` are gone, since they mean the same as leaving a field out.
 */
export type ConnectedAppInputs = { clientType: ClientType } & Partial<ConnectedAppFields> &
  LocalInputs;

/**
 * What the state remembers of a client's secrets. All is absent for public clients. The server
 * shows each secret once, when it is made.
 */
export interface SecretOutputs extends SecretVersions {
  /** Absent too where the current secret was not made by this resource. */
  clientSecret?: string;
  clientSecretLastFour?: string;
  nextClientSecret?: string;
  nextClientSecretLastFour?: string;
  /** When the current secret became the current one (RFC 3339); absent if that is not known. */
  secretRotatedAt?: string;
  /** When the rotation that runs was started (RFC 3339). */
  secretRotationStartedAt?: string;
}

/**
 * What the state remembers of a client: every field, the empty ones too. An output that is absent is
 * unknown in every preview, so that what depends on it would seem to change.
 */
export interface ConnectedAppOutputs extends ConnectedAppFields, SecretOutputs {
  clientType: string;
  /** The project that holds the client. Absent from states written before it was kept. */
  projectId?: string;
  status: string;
  /** As in the inputs: a delete sees the outputs only. */
  allowDestructive?: string;
  /**
   * What the program asked for, where the server holds another form of it, such as a URL with a slash
   * at its end. Absent where it holds everything as it was sent.
   */
  requestedFields?: Partial<ConnectedAppFields>;
}

export function isThirdParty(clientType: unknown): boolean {
  return clientType === "third_party" || clientType === "third_party_public";
}

export function isPublic(clientType: unknown): boolean {
  return clientType === "first_party_public" || clientType === "third_party_public";
}
