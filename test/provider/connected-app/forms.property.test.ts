import fc from "fast-check";
import { expect, test } from "vitest";
import { connectedAppLifecycle as lifecycle } from "../../../provider/src/connected-app/index.ts";
import type {
  ConnectedAppInputs,
  ConnectedAppOutputs,
} from "../../../provider/src/connected-app/model.ts";
import {
  type ConnectedAppFields,
  FIELD_NAMES,
  type FieldName,
  SERVER_DEFAULTS,
} from "../../../provider/src/stytch/connected-app-fields.ts";
import { checkProperty } from "../../_property.ts";
import { appsOf } from "../_operations.ts";
import { failureOf } from "../_secrets.ts";
import { AS_GIVEN, anyForms, formingServer } from "./_forming-server.ts";

const known = () => false;
const text = fc.constantFrom(" Name ", "name", "Other name", "another one of them");
const urls = fc.uniqueArray(
  fc.constantFrom(
    "https://App.example.com",
    "https://b.example/cb",
    "https://a.example/cb?x=1",
    "http://127.0.0.1/cb",
  ),
);
const template = fc.constantFrom('{"a": {{ user.email }} }', '{"b":1,"a":{{user.name}}}', "{}");

/** What a program may write. */
const anyInputs: fc.Arbitrary<ConnectedAppInputs> = fc
  .record(
    {
      clientName: text,
      clientDescription: text,
      redirectUrls: urls,
      postLogoutRedirectUrls: urls,
      fullAccessAllowed: fc.boolean(),
      bypassConsentForOfflineAccess: fc.boolean(),
      accessTokenExpiryMinutes: fc.constantFrom(5, 15, 60, 1440),
      accessTokenCustomAudience: text,
      accessTokenTemplateContent: template,
      idTokenTemplateContent: template,
      logoUrl: fc.constantFrom("https://App.example.com", "https://a.example/logo.png"),
    },
    { requiredKeys: [] },
  )
  .map((fields) => ({ clientType: "first_party_public" as const, ...fields }));

/** Values that no program of these tests asks for. */
const FOREIGN: ConnectedAppFields = {
  clientName: "foreign",
  clientDescription: "foreign",
  redirectUrls: ["https://foreign.example/cb"],
  postLogoutRedirectUrls: ["https://foreign.example/bye"],
  fullAccessAllowed: true,
  bypassConsentForOfflineAccess: true,
  accessTokenExpiryMinutes: 7,
  accessTokenCustomAudience: "foreign",
  accessTokenTemplateContent: '{"foreign":1}',
  idTokenTemplateContent: '{"foreign":1}',
  logoUrl: "https://foreign.example/logo.png",
};

const changesOf = (outputs: ConnectedAppOutputs, inputs: ConnectedAppInputs) =>
  lifecycle.diff(outputs, inputs, known).changes;

/** The process of a next command, which remembers nothing. */
const nextProcess = ({ api }: ReturnType<typeof formingServer>) => appsOf({ ...api });

test("whatever forms a server gives to values, nothing is changed twice", async () => {
  await checkProperty(
    fc.asyncProperty(anyForms, anyInputs, anyInputs, async (forms, first, second) => {
      const server = formingServer(forms);
      const { id, outputs, problem } = await nextProcess(server).create(first);
      expect(problem).toBeUndefined();
      expect(server.callsSince()).toEqual(["search", "create"]);
      expect(changesOf(outputs, first)).toEqual([]);
      expect((await nextProcess(server).read(id, outputs))?.outputs).toEqual(outputs);

      const changed = changesOf(outputs, second);
      server.callsSince();
      const updated = await nextProcess(server).update(id, outputs, second);
      expect(server.callsSince()).toEqual(changed.length > 0 ? ["get", "update"] : []);
      expect(changesOf(updated.outputs, second)).toEqual([]);
      expect((await nextProcess(server).read(id, updated.outputs))?.outputs).toEqual(
        updated.outputs,
      );
      expect(changesOf(updated.outputs, first).sort()).toEqual([...changed].sort());
    }),
    300,
  );
});

test.each(FIELD_NAMES)(
  "drift of %s is found alone, shown, and repaired by one PUT",
  async (name) => {
    await checkProperty(
      fc.asyncProperty(anyForms, anyInputs, async (forms, inputs) => {
        const server = formingServer(forms);
        const { id, outputs } = await nextProcess(server).create(inputs);
        server.edit(id, { [name]: FOREIGN[name] });
        const held = server.held(id)[name];
        // Some forms make the same of every value.
        fc.pre(JSON.stringify(held) !== JSON.stringify(outputs[name]));
        const read = await nextProcess(server).read(id, outputs);
        if (!read) throw new Error("the client is gone");
        expect(changesOf(read.outputs, inputs)).toEqual([name]);
        expect(shownDifferences(read.inputs, inputs)).toEqual([name]);
        server.callsSince();
        const repaired = await nextProcess(server).update(id, read.outputs, inputs);
        expect(server.callsSince()).toEqual(["get", "update"]);
        expect(repaired.outputs).toEqual(outputs);
      }),
      30,
    );
  },
);

/** Names of the fields that the engine shows as changed, since it compares inputs. */
function shownDifferences(before: Record<string, unknown>, after: ConnectedAppInputs): FieldName[] {
  const [left, right] = [before, after].map((fields) => ({ ...SERVER_DEFAULTS, ...fields }));
  return FIELD_NAMES.filter(
    (name) => JSON.stringify(left?.[name]) !== JSON.stringify(right?.[name]),
  );
}

test("a client is adopted with one PUT at most, and is left alone then", async () => {
  await checkProperty(
    fc.asyncProperty(anyForms, anyInputs, anyInputs, async (forms, existing, inputs) => {
      const server = formingServer(forms);
      const { clientId } = await server.api.createConnectedApp(existing);
      server.callsSince();
      const adopting = { ...inputs, adoptClientId: clientId };
      const { outputs } = await nextProcess(server).create(adopting);
      expect([["get"], ["get", "update"]]).toContainEqual(server.callsSince());
      expect(changesOf(outputs, adopting)).toEqual([]);
      expect((await nextProcess(server).read(clientId, outputs))?.outputs).toEqual(outputs);
    }),
  );
});

test("a client written as the server holds it is adopted without a PUT", async () => {
  await checkProperty(
    fc.asyncProperty(anyForms, anyInputs, async (forms, existing) => {
      const server = formingServer(forms);
      const { clientId, clientType, ...held } = await server.api.createConnectedApp(existing);
      const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, held[name]]));
      server.callsSince();
      const inputs = { ...fields, clientType, adoptClientId: clientId } as ConnectedAppInputs;
      const { outputs } = await nextProcess(server).create(inputs);
      expect(server.callsSince()).toEqual(["get"]);
      expect(outputs).not.toHaveProperty("requestedFields");
    }),
  );
});

test("a create whose response is lost is found, or said to be there perhaps", async () => {
  await checkProperty(
    fc.asyncProperty(anyForms, anyInputs, async (forms, inputs) => {
      const server = formingServer(forms);
      server.loseCreates();
      const creating = nextProcess(server).create(inputs);
      const found = await creating.catch(() => undefined);
      if (found) expect(found.id).toBe("connected-app-test-1");
      else {
        expect(await failureOf(creating)).toMatchObject({ candidates: ["connected-app-test-1"] });
      }
    }),
  );
});

test("a server that changes nothing leaves nothing more in the state", async () => {
  await checkProperty(
    fc.asyncProperty(anyInputs, anyInputs, async (first, second) => {
      const server = formingServer(AS_GIVEN);
      const { id, outputs } = await nextProcess(server).create(first);
      const updated = await nextProcess(server).update(id, outputs, second);
      for (const each of [outputs, updated.outputs]) {
        expect(each).not.toHaveProperty("requestedFields");
      }
    }),
  );
});

test("a flag that is on although it is to be off stays a difference", async () => {
  const server = formingServer(AS_GIVEN);
  const api = {
    ...server.api,
    createConnectedApp: async (body: Parameters<typeof server.api.createConnectedApp>[0]) => ({
      ...(await server.api.createConnectedApp(body)),
      fullAccessAllowed: true,
    }),
  };
  const inputs = { clientType: "first_party_public" } as const;
  const { outputs } = await appsOf(api).create(inputs);
  expect(changesOf(outputs, inputs)).toEqual(["fullAccessAllowed"]);
});
