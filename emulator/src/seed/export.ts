import type { Project } from "../projects.ts";
import { DEFAULT_SWITCHES } from "../state/project-switches.ts";
import type { SeedTarget } from "./apply.ts";
import { clientSeed } from "./clients.ts";
import { organizationSeed, userSeed } from "./people-seed.ts";

/**
 * The seed of what an emulator holds: clients, people, organizations and settings, without what is as it is by
 * default; no sessions, no tokens.
 *
 * @param withSecrets Whether to write client secrets in clear text, as far as this process knows them, and the
 * hashes of passwords. Without it a client secret is written as its hash, and passwords are left out.
 */
export function exportSeed(
  { store, projects }: Pick<SeedTarget, "store" | "projects">,
  withSecrets: boolean,
): Record<string, unknown> {
  const shared = ({ projectId }: Project) => {
    const state = store.of(projectId);
    const switches = state.switches.get();
    const isDefault = JSON.stringify(switches) === JSON.stringify(DEFAULT_SWITCHES);
    const clients = state.connectedApps.entries();
    return {
      ...(!isDefault && { settings: switches }),
      ...(clients.length > 0 && {
        clients: clients.map(({ app }) => clientSeed(app, state, withSecrets)),
      }),
    };
  };
  const users = store.of(projects.consumer.projectId).users.all();
  const { organizations, members } = store.of(projects.b2b.projectId);
  const ofOrganization = (id: string) => members.filter((one) => one.organizationId === id);
  const habits = store.habits.get();
  return {
    consumer: {
      ...shared(projects.consumer),
      ...(users.length > 0 && {
        users: users.map((user) => userSeed(projects.consumer, user, withSecrets)),
      }),
    },
    b2b: {
      ...shared(projects.b2b),
      ...(organizations.all().length > 0 && {
        organizations: organizations
          .all()
          .map((one) => organizationSeed(projects.b2b, one, ofOrganization(one.id), withSecrets)),
      }),
    },
    ...(Object.keys(habits).length > 0 && { habits }),
  };
}
