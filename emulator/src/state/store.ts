import { z } from "zod";
import { habitsSchema } from "../habits/schema.ts";
import type { HabitValues } from "../habits/table.ts";
import { type ClearSecrets, createClearSecrets } from "./clear-secrets.ts";
import { type Collection, createCollection } from "./collection.ts";
import { type ConnectedApps, connectedAppsSchema, createConnectedApps } from "./connected-apps.ts";
import { type LoginToken, loginTokenSchema } from "./login-token.ts";
import { type Member, memberSchema } from "./member.ts";
import {
  createOAuthState,
  type OAuthState,
  oauthEntries,
  oauthStateFields,
} from "./oauth-state.ts";
import { type Organization, organizationSchema } from "./organization.ts";
import { type Session, sessionSchema } from "./session.ts";
import { type SigningKey, signingKeySchema } from "./signing-key.ts";
import { type User, userSchema } from "./user.ts";

/** Parts that the file of an earlier emulator lacks are empty. */
const projectSchema = z.strictObject({
  connectedApps: connectedAppsSchema.default([]),
  users: z.array(userSchema).default([]),
  organizations: z.array(organizationSchema).default([]),
  members: z.array(memberSchema).default([]),
  sessions: z.array(sessionSchema).default([]),
  loginTokens: z.array(loginTokenSchema).default([]),
  keys: z.array(signingKeySchema).default([]),
  ...oauthStateFields,
});

type SavedProject = z.output<typeof projectSchema>;

export const snapshotSchema = z.strictObject({
  version: z.literal(1),
  projects: z.record(z.string(), projectSchema),
  /** Those that were set since the start; absent if there are none. */
  habits: habitsSchema.optional(),
});

/** Everything the emulator remembers, by project id, as it is written to a state file. */
export type Snapshot = z.output<typeof snapshotSchema>;

export const EMPTY_SNAPSHOT: Snapshot = { version: 1, projects: {} };

/** What belongs to one project. */
export interface ProjectState extends OAuthState {
  readonly projectId: string;
  connectedApps: ConnectedApps;
  users: Collection<User>;
  organizations: Collection<Organization>;
  members: Collection<Member>;
  sessions: Collection<Session>;
  loginTokens: Collection<LoginToken>;
  keys: Collection<SigningKey>;
  clearSecrets: ClearSecrets;
}

export interface Store {
  /** The state of a project; an unknown project is empty. */
  of(projectId: string): ProjectState;
  /** The habits that were set since the start. */
  habits: { get(): Partial<HabitValues>; set(habits: Partial<HabitValues>): void };
  /** Forgets everything. */
  clear(): void;
  snapshot(): Snapshot;
}

/** @param changed Called with the new state after every change. Default: nothing. */
export function createStore(
  initial: Snapshot = EMPTY_SNAPSHOT,
  changed?: (snapshot: Snapshot) => void,
): Store {
  const states = new Map<string, ProjectState>();
  let habits = initial.habits ?? {};
  const snapshot = (): Snapshot => ({
    version: 1,
    projects: Object.fromEntries([...states].map(([id, state]) => [id, savedProject(state)])),
    ...(Object.keys(habits).length > 0 && { habits }),
  });
  // Without a listener, a change must not cost a copy of everything.
  const tell = () => changed?.(snapshot());
  const restore = (projectId: string, saved: SavedProject) => {
    const state = createState(projectId, saved, tell);
    states.set(projectId, state);
    return state;
  };

  for (const [projectId, saved] of Object.entries(initial.projects)) restore(projectId, saved);

  return {
    of: (projectId) => states.get(projectId) ?? restore(projectId, projectSchema.parse({})),
    habits: {
      get: () => habits,
      set(value) {
        habits = value;
        tell();
      },
    },
    clear() {
      states.clear();
      habits = {};
      tell();
    },
    snapshot,
  };
}

function createState(projectId: string, saved: SavedProject, changed: () => void): ProjectState {
  return {
    projectId,
    connectedApps: createConnectedApps(saved.connectedApps, changed),
    users: createCollection(saved.users, changed),
    organizations: createCollection(saved.organizations, changed),
    members: createCollection(saved.members, changed),
    sessions: createCollection(saved.sessions, changed),
    loginTokens: createCollection(saved.loginTokens, changed),
    keys: createCollection(saved.keys, changed),
    clearSecrets: createClearSecrets(),
    ...createOAuthState(saved, changed),
  };
}

function savedProject(state: ProjectState): SavedProject {
  return {
    connectedApps: state.connectedApps.entries(),
    users: state.users.entries(),
    organizations: state.organizations.entries(),
    members: state.members.entries(),
    sessions: state.sessions.entries(),
    loginTokens: state.loginTokens.entries(),
    keys: state.keys.entries(),
    ...oauthEntries(state),
  };
}
