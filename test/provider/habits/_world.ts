import { expect } from "vitest";
import { createClock, type HabitValues } from "../../../emulator/src/index.ts";
import { connectedAppLifecycle as lifecycle } from "../../../provider/src/connected-app/index.ts";
import { listConnectedApps } from "../../../provider/src/connected-app/lookup/lookup.ts";
import type {
  ClientType,
  ConnectedAppInputs,
  ConnectedAppOutputs,
} from "../../../provider/src/connected-app/model.ts";
import type { StytchApi } from "../../../provider/src/stytch/api.ts";
import type { ConnectedAppFields } from "../../../provider/src/stytch/connected-app-fields.ts";
import { StytchNetworkError } from "../../../provider/src/stytch/errors.ts";
import { fieldsToWire } from "../../../provider/src/stytch/schemas.ts";
import { CLIENTS, createApi } from "../../emulator/_api.ts";
import { emulatedApi } from "../connected-app/_emulated-api.ts";

const isUnknown = () => false;

const NOTHING = { worlds: 0, commands: 0, calls: 0, driftFound: 0 };
/** Of all worlds of a file; files share this module. */
let totals = { ...NOTHING };

/** What a file of tests has tried, as one line; counting starts anew. */
export function triedLine(): string {
  const { worlds, commands, calls, driftFound } = totals;
  totals = { ...NOTHING };
  return `${worlds} stacks, ${commands} commands, ${calls} calls; ${driftFound} drifts found and repaired`;
}

/** A server with habits, and a stack that declares one client of a type on it; time passes by waiting alone. */
export function startWorld(habits: Partial<HabitValues>, clientType: ClientType) {
  let now = Date.parse("2026-02-03T04:05:06Z");
  const emulator = createApi({ habits }, { clock: createClock(() => now) });
  const pass = async (milliseconds: number) => {
    now += milliseconds;
  };
  const clock = { now: () => new Date(now), wait: pass };
  totals.worlds += 1;
  /** Names of the methods of the API that were called since they were last asked for. */
  const calls: string[] = [];

  function apiOf(): StytchApi {
    const api = emulatedApi(emulator);
    const counted = Object.entries(api).map(([name, call]) => [
      name,
      typeof call === "function"
        ? (...args: never[]) => {
            totals.calls += 1;
            calls.push(name);
            return call(...args);
          }
        : call,
    ]);
    return Object.fromEntries(counted) as StytchApi;
  }

  /** The operations of a command, which begins at once. */
  function command(api = apiOf()) {
    totals.commands += 1;
    return lifecycle.operationsOn({ api, clock, readLagMs: 6_000 });
  }

  /** Of a command whose create takes effect, and breaks before its response is there. */
  function losingCommand() {
    const api = apiOf();
    return command({
      ...api,
      async createConnectedApp(body) {
        await api.createConnectedApp(body);
        throw new StytchNetworkError({ method: "POST", path: CLIENTS }, "broke.", true);
      },
    });
  }

  const changesOf = (outputs: ConnectedAppOutputs, inputs: ConnectedAppInputs) =>
    lifecycle.diff(outputs, inputs, isUnknown).changes;

  return {
    emulator,
    clientType,
    clock,
    pass,
    command,
    losingCommand,
    apiOf,
    changesOf,
    callsSince: () => calls.splice(0),
    /** Neither the next command nor a refresh finds something to do. */
    async expectQuiet(id: string, outputs: ConnectedAppOutputs, inputs: ConnectedAppInputs) {
      expect(changesOf(outputs, inputs)).toEqual([]);
      const read = await command().read(id, outputs);
      expect(read?.outputs).toEqual(outputs);
    },
    /** Past the provider, as someone in the dashboard would. */
    async edit(id: string, fields: Partial<ConnectedAppFields>) {
      const { status, text } = await emulator.call("PUT", `${CLIENTS}/${id}`, fieldsToWire(fields));
      expect(status, text).toBe(200);
    },
    async signsIn(id: string, secret: string | undefined): Promise<boolean> {
      const form = new URLSearchParams({ token: "x", client_id: id, client_secret: secret ?? "" });
      const headers = {
        authorization: "",
        "content-type": "application/x-www-form-urlencoded",
      };
      const path = "/v1/oauth2/introspect";
      return (await emulator.call("POST", path, form.toString(), headers)).status === 200;
    },
    countDrift: () => {
      totals.driftFound += 1;
    },
    ids: async () => (await listConnectedApps(apiOf(), {})).map(({ clientId }) => clientId),
  };
}

export type World = ReturnType<typeof startWorld>;
