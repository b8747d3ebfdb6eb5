import { expect, it } from "vitest";
import { CLIENTS, createApi, createClient } from "./_api.ts";
import { assertValidAnswer } from "./_schemas.ts";

const GET = `GET ${CLIENTS}/{client_id}`;

async function getAnswer() {
  const api = createApi();
  const { client_id } = await createClient(api);
  const { body } = await api.call("GET", `${CLIENTS}/${client_id}`);
  return { body, app: Object(body.connected_app) };
}

it("assertValidAnswer() accepts a get answer with null optional fields", async () => {
  const { body, app } = await getAnswer();
  expect(app.logo_url).toBeNull();
  expect(() => assertValidAnswer(GET, body)).not.toThrow();
});

it.each(["client_name", "id_token_template_content", "creation_method"])(
  "assertValidAnswer() refuses a client without %s",
  async (field) => {
    const { body, app } = await getAnswer();
    delete app[field];
    expect(() => assertValidAnswer(GET, body)).toThrow(field);
  },
);

it("assertValidAnswer() refuses null in a required field", async () => {
  const { body, app } = await getAnswer();
  app.client_name = null;
  expect(() => assertValidAnswer(GET, body)).toThrow("client_name");
});

it("assertValidAnswer() refuses an unknown field unless told not to", async () => {
  const { body, app } = await getAnswer();
  app.surprise = 1;
  expect(() => assertValidAnswer(GET, body)).toThrow("additional properties");
  expect(() => assertValidAnswer(GET, body, true)).not.toThrow();
});

it("assertValidAnswer() refuses creation_method in a create answer", async () => {
  const { body } = await getAnswer();
  expect(() => assertValidAnswer(`POST ${CLIENTS}`, body)).toThrow("additional properties");
});

it.each([
  ["a missing key", (error: Record<string, unknown>) => delete error.error_url],
  ["another order", (error: Record<string, unknown>) => reorder(error)],
  ["a link to another error", (error: Record<string, unknown>) => misdirect(error)],
])("assertValidAnswer() refuses an error with %s", async (_name, damage) => {
  const { body } = await createApi().call("GET", `${CLIENTS}/unknown`);
  expect(() => assertValidAnswer(GET, body)).not.toThrow();
  damage(body);
  expect(() => assertValidAnswer(GET, body)).toThrow();
});

function reorder(error: Record<string, unknown>) {
  const { status_code } = error;
  delete error.status_code;
  error.status_code = status_code;
}

function misdirect(error: Record<string, unknown>) {
  error.error_url = "https://stytch.com/docs/api/errors/404#user_not_found";
}
