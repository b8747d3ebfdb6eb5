// A plain script with the official SDK: no state, no comparison, no repetition. The floor.
const stytch = require("stytch");
const clients = require("./clients.json");

const CONCURRENCY = 10;

const { STYTCH_API_URL, STYTCH_PROJECT_ID, STYTCH_SECRET } = process.env;
const api = new stytch.Client({
  project_id: STYTCH_PROJECT_ID,
  secret: STYTCH_SECRET,
  env: STYTCH_API_URL,
});

const waiting = clients.values();

async function work() {
  for (const { fields } of waiting) await api.connectedApp.clients.create(fields);
}

Promise.all(Array.from({ length: CONCURRENCY }, work)).catch((error) => {
  console.error(String(error));
  process.exitCode = 1;
});
