import { expect } from "vitest";
import { createClock, type HabitValues } from "../../../emulator/src/index.ts";
import { connectedAppLifecycle as lifecycle } from "../../../provider/src/connected-app/index.ts";
import { listConnectedApps } from "../../../provider/src/connected-app/lookup/lookup.ts";
import type {
  ConnectedAppInputs,
  ConnectedAppOutputs,
} from "../../../provider/src/connected-app/model.ts";
import type { StytchApi } from "../../../provider/src/stytch/api.ts";
import {
  type ConnectedAppFields,
  FIELD_NAMES,
  type FieldName,
  SERVER_DEFAULTS,
} from "../../../provider/src/stytch/connected-app-fields.ts";
import { StytchNetworkError } from "../../../provider/src/stytch/errors.ts";
import { fieldsToWire } from "../../../provider/src/stytch/schemas.ts";
import { CLIENTS, createApi } from "../../emulator/_api.ts";
import { emulatedApi } from "../connected-app/_emulated-api.ts";

/** In forms that servers change: no slash at the end, capitals, blanks, not in order, twice. */
const WRITTEN: ConnectedAppFields = {
  clientName: " Web app ",
  clientDescription: "What it is for ",
  redirectUrls: [
    "https://Web.example.com",
    "https://app.example.com/cb",
    "https://Web.example.com",
  ],
  postLogoutRedirectUrls: ["https://web.example.com/z", "https://App.example.com"],
  fullAccessAllowed: true,
  bypassConsentForOfflineAccess: true,
  accessTokenExpiryMinutes: 30,
  accessTokenCustomAudience: "https://API.example.com",
  accessTokenTemplateContent: '{"b": {{ user.email }},"a":1}',
  idTokenTemplateContent: '{ "z":"x y", "a":[1, 2] }',
  logoUrl: "https://Logo.example.com",
};
/** Another value of every field, which no form makes the same. */
const OTHER: ConnectedAppFields = {
  clientName: "Other app",
  clientDescription: "Another thing",
  redirectUrls: ["https://other.example.com/cb"],
  postLogoutRedirectUrls: ["https://other.example.com/bye"],
  fullAccessAllowed: false,
  bypassConsentForOfflineAccess: false,
  accessTokenExpiryMinutes: 45,
  accessTokenCustomAudience: "other",
  accessTokenTemplateContent: '{"other":2}',
  idTokenTemplateContent: '{"other":3}',
  logoUrl: "https://other.example.com/logo.png",
};

const INPUTS: ConnectedAppInputs = { clientType: "first_party", ...WRITTEN };
const isUnknown = () => false;
/** Longer than any server of the matrix is behind. */
const LATER_MS = 60_000;

/** Of all worlds of a file. */
const totals = { worlds: 0, commands: 0, calls: 0, driftFound: 0 };

/** What a file of tests has tried, as one line. */
export function triedLine(): string {
  const { worlds, commands, calls, driftFound } = totals;
  return `${worlds} stacks, ${commands} commands, ${calls} calls; ${driftFound} drifts found and repaired`;
}

/** A server with habits, and a stack that declares one client on it; time passes by waiting alone. */
export function startWorld(habits: Partial<HabitValues>) {
  let now = Date.parse("2026-02-03T04:05:06Z");
  const emulator = createApi({ habits }, { clock: createClock(() => now) });
  const pass = async (milliseconds: number) => {
    now += milliseconds;
  };
  const clock = { now: () => new Date(now), wait: pass };
  totals.worlds += 1;

  function apiOf(): StytchApi {
    const api = emulatedApi(emulator);
    const counted = Object.entries(api).map(([name, call]) => [
      name,
      typeof call === "function"
        ? (...args: never[]) => {
            totals.calls += 1;
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
    pass,
    command,
    losingCommand,
    apiOf,
    changesOf,
    /** Two further commands and a refresh find nothing to do, and ask nothing that they need not. */
    async expectQuiet(id: string, outputs: ConnectedAppOutputs, inputs: ConnectedAppInputs) {
      expect(changesOf(outputs, inputs)).toEqual([]);
      const read = await command().read(id, outputs);
      expect(read?.outputs).toEqual(outputs);
      expect(changesOf(outputs, inputs)).toEqual([]);
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
    ids: async () => (await listConnectedApps(apiOf(), {})).map(({ clientId }) => clientId),
  };
}

type World = ReturnType<typeof startWorld>;

async function withClient(world: World, inputs = INPUTS) {
  const { id, outputs, problem } = await world.command().create(inputs);
  expect(problem).toBeUndefined();
  return { id, outputs };
}

/** What a stack does in its life. Each begins on a server without clients. */
export const BEHAVIOURS: Record<string, (world: World) => Promise<void>> = {
  async "a create, and nothing after it"(world) {
    const { id, outputs } = await withClient(world);
    await world.expectQuiet(id, outputs, INPUTS);
    await world.pass(LATER_MS);
    await world.expectQuiet(id, outputs, INPUTS);
  },

  async "a change of each field, at once and later, and nothing after it"(world) {
    let { id, outputs } = await withClient(world);
    let inputs = INPUTS;
    for (const name of FIELD_NAMES) {
      inputs = { ...inputs, [name]: OTHER[name] };
      expect(world.changesOf(outputs, inputs)).toEqual([name]);
      ({ outputs } = await world.command().update(id, outputs, inputs));
      await world.expectQuiet(id, outputs, inputs);
    }
    await world.pass(LATER_MS);
    await world.expectQuiet(id, outputs, inputs);
    expect(asRequested(outputs)).toEqual(OTHER);
  },

  async "each field cleared, and nothing after it"(world) {
    let { id, outputs } = await withClient(world);
    let inputs: ConnectedAppInputs = INPUTS;
    for (const name of FIELD_NAMES) {
      const { [name]: _, ...rest } = inputs;
      inputs = rest as ConnectedAppInputs;
      ({ outputs } = await world.command().update(id, outputs, inputs));
      await world.expectQuiet(id, outputs, inputs);
    }
    expect(asRequested(outputs)).toEqual(SERVER_DEFAULTS);
  },

  async "drift of each field, found alone and repaired by one PUT"(world) {
    let { id, outputs } = await withClient(world);
    for (const name of FIELD_NAMES) {
      await world.edit(id, everyFieldOf(outputs, { [name]: OTHER[name] }));
      await world.pass(LATER_MS);
      const read = await world.command().read(id, outputs);
      if (!read) throw new Error("the client is gone");
      expect(world.changesOf(read.outputs, INPUTS)).toEqual([name]);
      totals.driftFound += 1;
      const repaired = await world.command().update(id, read.outputs, INPUTS);
      await world.pass(LATER_MS);
      expect(pick(repaired.outputs)).toEqual(pick(outputs));
      ({ outputs } = repaired);
      await world.expectQuiet(id, outputs, INPUTS);
    }
  },

  async "a client taken over, with one PUT at most and nothing after it"(world) {
    const { id } = await withClient(world, { clientType: "first_party", clientName: "old" });
    await world.pass(LATER_MS);
    const adopting = { ...INPUTS, adoptClientId: id };
    const { outputs } = await world.command().create(adopting);
    await world.expectQuiet(id, outputs, adopting);
  },

  async "a client exported, and taken over as it is"(world) {
    const { id } = await withClient(world);
    await world.pass(LATER_MS);
    const [found] = await listConnectedApps(world.apiOf(), {});
    const fields = Object.fromEntries(
      FIELD_NAMES.filter(
        (name) => JSON.stringify(found?.[name]) !== JSON.stringify(SERVER_DEFAULTS[name]),
      ).map((name) => [name, found?.[name]]),
    );
    const inputs = { clientType: "first_party", ...fields, adoptClientId: id };
    const checked = lifecycle.check(inputs, isUnknown);
    expect(checked.failures).toEqual([]);
    const { notes, outputs } = await world.command().create(inputs as ConnectedAppInputs);
    expect(notes).toEqual([`${id} adopted: it is as declared.`]);
    await world.expectQuiet(id, outputs, inputs as ConnectedAppInputs);
  },

  async "a rotation started, completed, cancelled and cut, with no secret lost"(world) {
    let { id, outputs } = await withClient(world);
    const steps = [
      { nextSecretVersion: "2" },
      { secretVersion: "2" },
      { secretVersion: "2", nextSecretVersion: "3" },
      { secretVersion: "2" },
      { secretVersion: "4" },
    ];
    for (const versions of steps) {
      const inputs = { ...INPUTS, ...versions };
      const updated = await world.command().update(id, outputs, inputs);
      expect(updated.problem).toBeUndefined();
      ({ outputs } = updated);
      expect(await world.signsIn(id, outputs.clientSecret)).toBe(true);
      if ("nextSecretVersion" in versions) {
        expect(await world.signsIn(id, outputs.nextClientSecret)).toBe(true);
      }
      await world.expectQuiet(id, outputs, inputs);
    }
  },

  async "a create whose response is lost, with no client lost or doubled"(world) {
    const creating = world.losingCommand().create(INPUTS);
    const created = await creating.catch((error: unknown) => ({ error }));
    await world.pass(LATER_MS);
    const [id, ...others] = await world.ids();
    expect(others).toEqual([]);
    if ("error" in created) {
      // Not certain, and said so: the client is named.
      expect(created.error).toMatchObject({ candidates: [id] });
      return;
    }
    expect(created.id).toBe(id);
    expect(await world.signsIn(created.id, created.outputs.clientSecret)).toBe(true);
    await world.expectQuiet(created.id, created.outputs, INPUTS);
  },

  async "a delete, done again without complaint"(world) {
    const { id, outputs } = await withClient(world);
    await world.command().delete(id, outputs);
    await world.command().delete(id, outputs);
    await world.pass(LATER_MS);
    expect(await world.command().read(id, outputs)).toBeUndefined();
    expect(await world.ids()).toEqual([]);
  },
};

function pick(outputs: ConnectedAppOutputs): ConnectedAppFields {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, outputs[name]]));
  return fields as unknown as ConnectedAppFields;
}

function asRequested(outputs: ConnectedAppOutputs): ConnectedAppFields {
  return { ...pick(outputs), ...outputs.requestedFields };
}

/** All fields, since a server may reset those that a PUT leaves out; no URL twice, which it may refuse. */
function everyFieldOf(
  outputs: ConnectedAppOutputs,
  changed: Partial<Record<FieldName, unknown>>,
): Partial<ConnectedAppFields> {
  const fields = { ...asRequested(outputs), ...changed } as ConnectedAppFields;
  return { ...fields, redirectUrls: [...new Set(fields.redirectUrls)] };
}
