import {
  allConnectedApps,
  isStytchError,
  type ListedConnectedApp,
  type Metadata,
  type ProjectReader,
} from "pulumi-stytch-connected-apps/reading";
import { findInstallations, type Installations } from "../impact/installations.ts";

/** A document of a project, or why it cannot be read. */
export type Read<Value> = { readonly value: Value } | { readonly problem: string };

/** A project as it is at one time. */
export interface Snapshot {
  readonly projectId: string;
  readonly apiUrl: string;
  readonly apps: readonly ListedConnectedApp[];
  readonly openid: Read<Metadata>;
  readonly server: Read<Metadata>;
  readonly keys: Read<readonly Metadata[]>;
  /** Undefined where no call was allowed for it. */
  readonly installations: Installations | undefined;
}

/** Calls that every snapshot makes beside the pages of clients: two documents and the keys. */
export const CALLS_FOR_DOCUMENTS = 3;

/**
 * Reads a project: a call for each 1,000 clients, three for its public documents, and at most so many
 * for who has let its clients in.
 *
 * @throws the errors of the reader where the clients cannot be listed, or organizations not be read.
 */
export async function takeSnapshot(reader: ProjectReader, calls: number): Promise<Snapshot> {
  const apps = await allConnectedApps(reader);
  const [openid, server, keys] = await Promise.all([
    attempt(() => reader.metadata("openid-configuration")),
    attempt(() => reader.metadata("oauth-authorization-server")),
    attempt(() => reader.keys()),
  ]);
  const installations =
    calls > 0 && apps.length > 0 ? await findInstallations(reader, { calls }) : undefined;
  const { projectId, apiUrl } = reader;
  return { projectId, apiUrl, apps, openid, server, keys, installations };
}

async function attempt<Value>(read: () => Promise<Value>): Promise<Read<Value>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (!isStytchError(error)) throw error;
    return { problem: error.message };
  }
}
