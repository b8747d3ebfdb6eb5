import { expect, test } from "vitest";
import type { FunctionSpec } from "../../../plugin/schema/spec.ts";
import { token } from "../../../plugin/schema/tokens.ts";
import { checkFilter, checkKey } from "../../../provider/src/connected-app/lookup/arguments.ts";
import {
  findConnectedApp,
  listConnectedApps,
} from "../../../provider/src/connected-app/lookup/lookup.ts";
import { FIELD_NAMES } from "../../../provider/src/stytch/connected-app-fields.ts";
import { startRig } from "../../provider/_emulator.ts";
import { problemsBy, SCHEMA } from "./_schema.ts";

function lookUp(name: string): FunctionSpec {
  const found = SCHEMA.functions[token(name)];
  if (!found) throw new Error(`The schema has no function ${name}.`);
  return found;
}

test.each([
  ["getConnectedApp", checkKey],
  ["getConnectedApps", checkFilter],
] as const)("the inputs of %s are those that its check knows, none required", (name, check) => {
  const { inputs } = lookUp(name);
  expect(() => check({ zzz: "x" })).toThrow(`it has ${Object.keys(inputs.properties).join(", ")}.`);
  expect(inputs.required).toBeUndefined();
});

test.each(["first_party", "first_party_public"] as const)(
  "what look-ups find of %s is what the schema says",
  async (clientType) => {
    const { api } = await startRig();
    const { clientId } = await api.createConnectedApp({ clientType, clientName: "web" });
    if (clientType === "first_party") await api.startSecretRotation(clientId);
    const one = lookUp("getConnectedApp").outputs;
    const problems = problemsBy(one.properties, one.required ?? []);
    expect(problems(await findConnectedApp(api, { clientId }))).toEqual([]);
    const all = lookUp("getConnectedApps").outputs;
    const connectedApps = await listConnectedApps(api, { clientType });
    expect(
      problemsBy(all.properties, all.required ?? [])({ connectedApps, clientIds: [clientId] }),
    ).toEqual([]);
  },
);

test("each field of the table is in every shape of a client", () => {
  const found = SCHEMA.types[token("ConnectedAppResult")];
  const requested = SCHEMA.types[token("RequestedFields")];
  const client = SCHEMA.resources[token("ConnectedApp")];
  const shapes = [
    client?.inputProperties,
    client?.properties,
    found && "properties" in found ? found.properties : {},
    requested && "properties" in requested ? requested.properties : {},
    lookUp("getConnectedApp").outputs.properties,
  ];
  for (const shape of shapes) {
    expect(Object.keys(shape ?? {})).toEqual(expect.arrayContaining(FIELD_NAMES));
  }
});
