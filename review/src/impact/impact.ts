import type { ListedConnectedApp, ProjectReader } from "pulumi-stytch-connected-apps/reading";
import { findInstallations, type NamedOrganization } from "./installations.ts";

/** Whom the end of one client hits. */
export interface ClientImpact {
  readonly clientId: string;
  /** What people call it; undefined where nothing tells. */
  readonly name: string | undefined;
  /** Organizations that have let it in, by name; empty in consumer projects. */
  readonly organizations: readonly NamedOrganization[];
  /** Members of those organizations, or users, who have let it in. */
  readonly people: number;
}

/** What the end of some clients would break: "at least" that, unless everyone was asked. */
export interface Impact {
  readonly projectId: string;
  readonly vertical: "b2b" | "consumer";
  /** Whether every organization, or user, was asked. */
  readonly isComplete: boolean;
  /** Organizations, or users, that were asked. */
  readonly asked: number;
  /** How many the project has; undefined where Stytch does not count them. */
  readonly total: number | undefined;
  readonly calls: number;
  /** In the order they were asked for. */
  readonly clients: readonly ClientImpact[];
}

export interface ImpactOptions {
  /** Calls to make at most: one for each page of 1,000 organizations or users, and for each of them. */
  readonly calls: number;
  /** Clients of the project, if someone listed them: for their names. */
  readonly apps?: readonly ListedConnectedApp[];
}

/**
 * Finds out what deleting or replacing clients would break, by reading alone.
 *
 * @throws the errors of the reader.
 */
export async function findImpact(
  reader: ProjectReader,
  clientIds: readonly string[],
  { calls, apps = [] }: ImpactOptions,
): Promise<Impact> {
  const countMembersOf = new Set(clientIds);
  const found = await findInstallations(reader, { calls, countMembersOf });
  const names = new Map(apps.map(({ clientId, clientName }) => [clientId, clientName]));
  const { vertical, isComplete, asked, total, byClient } = found;
  return {
    projectId: reader.projectId,
    ...{ vertical, isComplete, asked, total, calls: found.calls },
    clients: [...countMembersOf].map((clientId) => {
      const { organizations = [], people = 0 } = byClient.get(clientId) ?? {};
      const byName = [...organizations].sort((left, right) =>
        left.name < right.name ? -1 : Number(left.name > right.name),
      );
      return { clientId, name: names.get(clientId), organizations: byName, people };
    }),
  };
}
