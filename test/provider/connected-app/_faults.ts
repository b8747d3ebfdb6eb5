import type {
  ConnectedAppInputs,
  ConnectedAppOutputs,
} from "../../../provider/src/connected-app/model.ts";
import type { StytchApi } from "../../../provider/src/stytch/api.ts";
import { CREATE, DELETE, GET, PUT, type Rig, SEARCH } from "../_emulator.ts";
import { appsOf } from "../_operations.ts";

export const INPUTS: ConnectedAppInputs = {
  clientType: "first_party",
  clientName: "client of the fault matrix",
};
export const UPDATED: ConnectedAppInputs = { ...INPUTS, clientDescription: "updated" };

/** A client that exists before anything goes wrong, and what to do with it. */
export interface Prepared {
  id: string;
  run(api: StytchApi): Promise<unknown>;
}

export interface Operation {
  route: string;
  kind: "idempotent" | "once";
  /** The route that is asked before it, once. */
  before?: string;
  /** Whether what is remembered of the client names its project. */
  knowsProject?: boolean;
  prepare(api: StytchApi): Promise<Prepared>;
  /** Whether the server carried the operation out. */
  done(rig: Rig, prepared: Prepared): Promise<boolean>;
}

const ROTATE = "POST /v1/connected_apps/clients/{client_id}/secrets/rotate";

async function withClient(
  api: StytchApi,
  run: (api: StytchApi, id: string, outputs: ConnectedAppOutputs) => Promise<unknown>,
): Promise<Prepared> {
  const { id, outputs } = await appsOf(api).create(INPUTS);
  return { id, run: (faulty) => run(faulty, id, outputs) };
}

async function find(rig: Rig, { id }: Prepared) {
  return (await rig.clients()).find(({ clientId }) => clientId === id);
}

export const OPERATIONS: Record<string, Operation> = {
  create: {
    route: CREATE,
    kind: "once",
    // What becomes of a lost one is another matter: lost-creates.test.ts.
    prepare: async () => ({ id: "", run: (api) => api.createConnectedApp(INPUTS) }),
    done: async (rig) => (await rig.clients()).length === 1,
  },
  read: {
    route: GET,
    kind: "idempotent",
    knowsProject: true,
    prepare: (api) => withClient(api, (faulty, id, outputs) => appsOf(faulty).read(id, outputs)),
    done: async (rig, prepared) => (await find(rig, prepared)) !== undefined,
  },
  update: {
    route: PUT,
    before: GET,
    kind: "idempotent",
    knowsProject: true,
    prepare: (api) =>
      withClient(api, (faulty, id, outputs) => appsOf(faulty).update(id, outputs, UPDATED)),
    done: async (rig, prepared) => (await find(rig, prepared))?.clientDescription === "updated",
  },
  delete: {
    route: DELETE,
    kind: "idempotent",
    knowsProject: true,
    prepare: (api) => withClient(api, (faulty, id, outputs) => appsOf(faulty).delete(id, outputs)),
    done: async (rig, prepared) => (await find(rig, prepared)) === undefined,
  },
  search: {
    route: SEARCH,
    kind: "idempotent",
    prepare: (api) => withClient(api, (faulty) => faulty.searchConnectedApps({})),
    done: async () => true,
  },
  whoami: {
    route: "GET /v1/debug/whoami",
    kind: "idempotent",
    prepare: async () => ({ id: "", run: (api) => api.whoami() }),
    done: async () => true,
  },
  "rotation start": {
    route: `${ROTATE}/start`,
    kind: "once",
    prepare: (api) => withClient(api, (faulty, id) => faulty.startSecretRotation(id)),
    done: async (rig, prepared) => (await find(rig, prepared))?.nextClientSecretLastFour !== "",
  },
  "rotation cancel": {
    route: `${ROTATE}/cancel`,
    kind: "once",
    prepare: (api) => rotating(api, (faulty, id) => faulty.cancelSecretRotation(id)),
    done: async (rig, prepared) => (await find(rig, prepared))?.nextClientSecretLastFour === "",
  },
  "rotation finish": {
    route: ROTATE,
    kind: "once",
    prepare: (api) => rotating(api, (faulty, id) => faulty.completeSecretRotation(id)),
    done: async (rig, prepared) => (await find(rig, prepared))?.nextClientSecretLastFour === "",
  },
};

async function rotating(
  api: StytchApi,
  run: (api: StytchApi, id: string) => Promise<unknown>,
): Promise<Prepared> {
  const prepared = await withClient(api, run);
  await api.startSecretRotation(prepared.id);
  return prepared;
}
