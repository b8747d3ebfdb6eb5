import { expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../../emulator/src/connected-app/fields.ts";
import { DEVELOPMENT_CREDENTIALS } from "../../../emulator/src/projects.ts";
import { seedYaml } from "../../../emulator/src/seed/text.ts";
import { connectedAppSchema } from "../../../emulator/src/state/connected-app.ts";
import { memberSchema } from "../../../emulator/src/state/member.ts";
import { projectSwitchesSchema } from "../../../emulator/src/state/project-switches.ts";
import { createStore, type Snapshot } from "../../../emulator/src/state/store.ts";
import { userSchema } from "../../../emulator/src/state/user.ts";
import { DEFAULT_ORGANIZATION } from "../../../emulator/src/wire/organization-input.ts";
import { createApi } from "../_api.ts";
import { createTestClock } from "../_people.ts";
import { EVERYTHING } from "./_everything.ts";

const CLOCK = { clock: { ...createTestClock(), now: () => 0 } };

/** The seed of an emulator with this state. */
async function seedOf(snapshot: Snapshot): Promise<string> {
  const api = createApi({}, { ...CLOCK, store: createStore(snapshot) });
  return seedYaml((await api.call("GET", "/_emulator/seed?secrets=shown")).body);
}

/** The state of an emulator that was new before it took this seed. */
async function stateOf(seed: string): Promise<Snapshot> {
  const store = createStore();
  const { status, text } = await createApi({}, { ...CLOCK, store }).call(
    "POST",
    "/_emulator/seed",
    seed,
  );
  expect({ status, text }).toMatchObject({ status: 200 });
  return store.snapshot();
}

const ofConsumer = EVERYTHING.projects[DEVELOPMENT_CREDENTIALS.consumer.projectId];
const ofB2b = EVERYTHING.projects[DEVELOPMENT_CREDENTIALS.b2b.projectId];
const app = ofConsumer?.connectedApps[0]?.app;

it("a seed has every field of clients, people, organizations and settings, and gives each back", async () => {
  const seed = await seedOf(EVERYTHING);
  const state = await stateOf(seed);
  expect(state).toEqual(EVERYTHING);
  expect(await seedOf(state)).toBe(seed);
});

it.each<[string, object | undefined, readonly string[]]>([
  // The secret before a rotation works for a day at most; it is in state files alone.
  ["client", app, Object.keys(connectedAppSchema.shape).filter((key) => key !== "previousSecret")],
  ["settings of a client", app?.settings, Object.keys(DEFAULT_SETTINGS)],
  ["user", ofConsumer?.users[0], Object.keys(userSchema.shape)],
  ["member", ofB2b?.members[0], Object.keys(memberSchema.shape)],
  ["organization", ofB2b?.organizations[0]?.settings, Object.keys(DEFAULT_ORGANIZATION)],
  ["project", ofConsumer?.switches, Object.keys(projectSwitchesSchema.shape)],
])("the example of it has each field of a %s", (_kind, example = {}, fields) => {
  expect(Object.keys(example).sort()).toEqual([...fields].sort());
});

it("no field of the example has its default", async () => {
  const seed = `
consumer:
  clients: [{ client_id: ${app?.clientId}, client_type: third_party_public }]
  users: [{ user_id: ${ofConsumer?.users[0]?.id}, email: lin@example.com, phone_number: "+14155550199" }]
b2b:
  organizations:
    - organization_id: ${ofB2b?.organizations[0]?.id}
      organization_name: Other
      members: [{ email_address: lin@acme.example }]
`;
  const plain = await stateOf(seed);
  const defaults = [
    [plain.projects[DEVELOPMENT_CREDENTIALS.consumer.projectId], ofConsumer],
    [plain.projects[DEVELOPMENT_CREDENTIALS.b2b.projectId], ofB2b],
  ] as const;
  const alike = defaults.flatMap(([left, right]) => [
    ...sameIn(left?.users[0], right?.users[0]),
    ...sameIn(left?.members[0], right?.members[0]),
    ...sameIn(left?.organizations[0]?.settings, right?.organizations[0]?.settings),
    ...sameIn(left?.connectedApps[0]?.app, right?.connectedApps[0]?.app),
    ...sameIn(left?.connectedApps[0]?.app.settings, right?.connectedApps[0]?.app.settings),
    ...sameIn(left?.switches, right?.switches),
  ]);
  const given = ["id", "clientId", "organizationId", "createdAt", "updatedAt"];
  expect(alike.filter((key) => !given.includes(key))).toEqual([]);
});

function sameIn(left: object = {}, right: object = {}): string[] {
  const others = new Map(Object.entries(right));
  return Object.entries(left)
    .filter(([key, value]) => JSON.stringify(value) === JSON.stringify(others.get(key)))
    .map(([key]) => key);
}
