// A plain script with the official SDK: no state, no retries: the floor.
// Usage: node sdk-script.cjs [create | list | update | delete]
const { isDeepStrictEqual } = require("node:util");
const stytch = require("stytch");
const declared = require("./clients.json");

const CONCURRENCY = 10;
const PAGE_SIZE = 1000;

const { STYTCH_API_URL, STYTCH_PROJECT_ID, STYTCH_SECRET } = process.env;
const api = new stytch.Client({
  project_id: STYTCH_PROJECT_ID,
  secret: STYTCH_SECRET,
  env: STYTCH_API_URL,
}).connectedApp.clients;

const actions = {
  create: () => forAll(declared, ({ fields }) => api.create(fields)),
  list,
  async update() {
    const actual = new Map((await list()).map((client) => [client.client_name, client]));
    const different = declared.filter(({ name, fields }) => !holds(actual.get(name), fields));
    await forAll(different, ({ name, fields }) => {
      const client = actual.get(name);
      if (client === undefined) return api.create(fields);
      const { client_type, ...changeable } = fields;
      return api.update({ client_id: client.client_id, ...changeable });
    });
  },
  async delete() {
    await forAll(await list(), ({ client_id }) => api.delete({ client_id }));
  },
};

async function list() {
  const clients = [];
  let cursor;
  do {
    const page = await api.search({ limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) });
    clients.push(...page.connected_apps);
    cursor = page.results_metadata.next_cursor;
  } while (cursor);
  return clients;
}

function holds(client, fields) {
  return (
    client !== undefined &&
    Object.entries(fields).every(([field, value]) => isDeepStrictEqual(client[field], value))
  );
}

async function forAll(items, action) {
  const waiting = items.values();
  async function work() {
    for (const item of waiting) await action(item);
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
}

const [, , word = "create"] = process.argv;
actions[word]().catch((error) => {
  console.error(String(error));
  process.exitCode = 1;
});
