import { expect } from "vitest";
import { connectedAppLifecycle as lifecycle } from "../../../provider/src/connected-app/index.ts";
import { listConnectedApps } from "../../../provider/src/connected-app/lookup/lookup.ts";
import {
  type ClientType,
  type ConnectedAppInputs,
  type ConnectedAppOutputs,
  isPublic,
  isThirdParty,
} from "../../../provider/src/connected-app/model.ts";
import { only } from "../../../provider/src/lifecycle/forms.ts";
import {
  type ConnectedAppFields,
  FIELD_NAMES,
  FIRST_PARTY_FIELDS,
  type FieldName,
  SERVER_DEFAULTS,
} from "../../../provider/src/stytch/connected-app-fields.ts";
import type { World } from "./_world.ts";

/** In forms that servers change: no slash at the end, capitals, spaces, not in order, twice. */
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

/** The fields that clients of a type have, and inputs that set them all. */
export function ofType(clientType: ClientType) {
  const names = FIELD_NAMES.filter(
    (name) => !isThirdParty(clientType) || !FIRST_PARTY_FIELDS.includes(name),
  );
  const written = Object.fromEntries(names.map((name) => [name, WRITTEN[name]]));
  return { names, all: { clientType, ...written } as ConnectedAppInputs };
}

const isUnknown = () => false;
/** Longer than any server of the matrix is behind. */
const LATER_MS = 60_000;

async function withClient(world: World, inputs = ofType(world.clientType).all) {
  const { id, outputs, problem } = await world.command().create(inputs);
  expect(problem).toBeUndefined();
  return { id, outputs };
}

/** The names of the behaviours that clients of a type have. */
export function behavioursOf(clientType: ClientType): string[] {
  return Object.keys(isPublic(clientType) ? OF_ALL_TYPES : BEHAVIOURS);
}

/** What a stack does in its life. Each begins on a server without clients. */
const OF_ALL_TYPES: Record<string, (world: World) => Promise<void>> = {
  async "a create, and nothing after it"(world) {
    const { all } = ofType(world.clientType);
    const { id, outputs } = await withClient(world);
    await world.expectQuiet(id, outputs, all);
    await world.pass(LATER_MS);
    await world.expectQuiet(id, outputs, all);
    expect(outputs.clientSecret === undefined).toBe(isPublic(world.clientType));
  },

  async "a change of each field, at once and later, and nothing after it"(world) {
    const { names, all } = ofType(world.clientType);
    let { id, outputs } = await withClient(world);
    let inputs = all;
    for (const name of names) {
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
    const { names, all } = ofType(world.clientType);
    let { id, outputs } = await withClient(world);
    let inputs = all;
    for (const name of names) {
      const { [name]: _, ...rest } = inputs;
      inputs = rest as ConnectedAppInputs;
      ({ outputs } = await world.command().update(id, outputs, inputs));
      await world.expectQuiet(id, outputs, inputs);
    }
    expect(asRequested(outputs)).toEqual(SERVER_DEFAULTS);
  },

  async "drift of each field, found alone and repaired by one PUT"(world) {
    const { names, all } = ofType(world.clientType);
    let { id, outputs } = await withClient(world);
    for (const name of names) {
      await world.edit(id, everyFieldOf(names, outputs, { [name]: OTHER[name] }));
      await world.pass(LATER_MS);
      const read = await world.command().read(id, outputs);
      if (!read) throw new Error("the client is gone");
      expect(world.changesOf(read.outputs, all)).toEqual([name]);
      world.countDrift();
      world.callsSince();
      const repaired = await world.command().update(id, read.outputs, all);
      expect(putsAmong(world.callsSince())).toBe(1);
      await world.pass(LATER_MS);
      expect(pick(repaired.outputs)).toEqual(pick(outputs));
      ({ outputs } = repaired);
      await world.expectQuiet(id, outputs, all);
    }
  },

  async "a client taken over, with one PUT and nothing after it"(world) {
    const { clientType } = world;
    const { id } = await withClient(world, { clientType, clientName: "old" });
    await world.pass(LATER_MS);
    const adopting = { ...ofType(clientType).all, adoptClientId: id };
    world.callsSince();
    const { outputs } = await world.command().create(adopting);
    expect(putsAmong(world.callsSince())).toBe(1);
    await world.expectQuiet(id, outputs, adopting);
  },

  async "a client exported, and taken over without a PUT"(world) {
    const { id } = await withClient(world);
    await world.pass(LATER_MS);
    const [found] = await listConnectedApps(world.apiOf(), {});
    const fields = Object.fromEntries(
      FIELD_NAMES.filter(
        (name) => JSON.stringify(found?.[name]) !== JSON.stringify(SERVER_DEFAULTS[name]),
      ).map((name) => [name, found?.[name]]),
    );
    const inputs = { clientType: world.clientType, ...fields, adoptClientId: id };
    const checked = lifecycle.check(inputs, isUnknown);
    expect(checked.failures).toEqual([]);
    world.callsSince();
    const { notes, outputs } = await world.command().create(inputs as ConnectedAppInputs);
    expect(putsAmong(world.callsSince())).toBe(0);
    expect(notes).toEqual([`${id} adopted: it is as declared.`]);
    await world.expectQuiet(id, outputs, inputs as ConnectedAppInputs);
  },

  async "a create whose response is lost, with no client lost or doubled"(world) {
    const { all } = ofType(world.clientType);
    const creating = world.losingCommand().create(all);
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
    await world.expectQuiet(created.id, created.outputs, all);
    const { clientSecret } = created.outputs;
    if (isPublic(world.clientType)) expect(clientSecret).toBeUndefined();
    else expect(await world.signsIn(created.id, clientSecret)).toBe(true);
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

export const BEHAVIOURS: typeof OF_ALL_TYPES = {
  ...OF_ALL_TYPES,

  async "a rotation started, completed, cancelled and cut, with no secret lost"(world) {
    const { all } = ofType(world.clientType);
    let { id, outputs } = await withClient(world);
    const steps = [
      { nextSecretVersion: "2" },
      { secretVersion: "2" },
      { secretVersion: "2", nextSecretVersion: "3" },
      { secretVersion: "2" },
      { secretVersion: "4" },
    ];
    for (const versions of steps) {
      const inputs = { ...all, ...versions };
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
};

function putsAmong(calls: readonly string[]): number {
  return calls.filter((name) => name === "updateConnectedApp").length;
}

function pick(outputs: ConnectedAppOutputs): ConnectedAppFields {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, outputs[name]]));
  return fields as unknown as ConnectedAppFields;
}

function asRequested(outputs: ConnectedAppOutputs): ConnectedAppFields {
  return { ...pick(outputs), ...outputs.requestedFields };
}

/** All fields, since a server may reset those that a PUT leaves out; no URL twice, which it may refuse. */
function everyFieldOf(
  names: readonly FieldName[],
  outputs: ConnectedAppOutputs,
  changed: Partial<Record<FieldName, unknown>>,
): Partial<ConnectedAppFields> {
  const fields = { ...asRequested(outputs), ...changed } as ConnectedAppFields;
  return only(names, { ...fields, redirectUrls: [...new Set(fields.redirectUrls)] });
}
