import { nearestName } from "pulumi-stytch-connected-apps/lifecycle";
import {
  allConnectedApps,
  type ListedConnectedApp,
  type ProjectReader,
} from "pulumi-stytch-connected-apps/reading";
import { findInstallations, type NamedOrganization } from "./installations.ts";

/** Whom the end of one client hits. */
export interface ClientImpact {
  readonly clientId: string;
  /** What people call it; `""` where it has no name. */
  readonly name: string;
  /** Organizations that have let it in, by name; empty in consumer projects. */
  readonly organizations: readonly NamedOrganization[];
  /** Members of those organizations, or users, who have let it in. */
  readonly people: number;
}

/** An id that was asked for and that no client of the project has. */
export interface MissingClient {
  readonly clientId: string;
  /** Ids that may be meant: of the clients with that as their name, or the nearest one. */
  readonly near: readonly string[];
}

/** What the end of some clients would break: "at least" that, unless everyone was asked. */
export interface Impact {
  readonly projectId: string;
  /** Undefined where no one was asked, since the project has none of the clients. */
  readonly vertical: "b2b" | "consumer" | undefined;
  /** Whether every organization, or user, was asked. */
  readonly isComplete: boolean;
  /** Organizations, or users, that were asked. */
  readonly asked: number;
  /** How many the project has; undefined where Stytch does not count them. */
  readonly total: number | undefined;
  readonly calls: number;
  /** In the order they were asked for. */
  readonly clients: readonly ClientImpact[];
  readonly missing: readonly MissingClient[];
}

export interface ImpactOptions {
  /**
   * Calls to make at most: one for each page of 1,000 organizations or users, and for each of them; those
   * that list the clients of the project, one for each 1,000, are not counted.
   */
  readonly calls: number;
}

/**
 * Finds out what deleting or replacing clients would break, by reading alone.
 *
 * @throws the errors of the reader.
 */
export async function findImpact(
  reader: ProjectReader,
  clientIds: readonly string[],
  { calls }: ImpactOptions,
): Promise<Impact> {
  const { projectId } = reader;
  const apps = await allConnectedApps(reader);
  const names = new Map(apps.map(({ clientId, clientName }) => [clientId, clientName]));
  const asked = [...new Set(clientIds)];
  const there = asked.filter((clientId) => names.has(clientId));
  const missing = asked
    .filter((clientId) => !names.has(clientId))
    .map((clientId) => ({ clientId, near: nearIds(clientId, apps) }));
  if (there.length === 0) return { projectId, ...NO_ONE, missing };
  const countMembersOf = new Set(there);
  const found = await findInstallations(reader, { calls, countMembersOf });
  const { vertical, isComplete, total, byClient } = found;
  return {
    projectId,
    ...{ vertical, isComplete, asked: found.asked, total, calls: found.calls },
    clients: there.map((clientId) => {
      const { organizations = [], people = 0 } = byClient.get(clientId) ?? {};
      const byName = [...organizations].sort((left, right) =>
        left.name < right.name ? -1 : Number(left.name > right.name),
      );
      return { clientId, name: names.get(clientId) ?? "", organizations: byName, people };
    }),
    missing,
  };
}

const NO_ONE: Omit<Impact, "projectId" | "missing"> = {
  vertical: undefined,
  isComplete: true,
  asked: 0,
  total: undefined,
  calls: 0,
  clients: [],
};

function nearIds(given: string, apps: readonly ListedConnectedApp[]): string[] {
  const plain = (name: string) => name.trim().toLowerCase();
  const named = apps.filter(({ clientName }) => plain(clientName) === plain(given));
  if (named.length > 0) return named.map(({ clientId }) => clientId);
  const nearest =
    apps.length === 0
      ? undefined
      : nearestName(
          given,
          apps.map(({ clientId }) => clientId),
        );
  return nearest === undefined ? [] : [nearest];
}
