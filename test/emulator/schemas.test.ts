import { expect, it } from "vitest";
import { CLIENTS, createApi, createClient } from "./_api.ts";
import { assertValidResponse } from "./_schemas.ts";

const GET = `GET ${CLIENTS}/{client_id}`;

async function getResponse() {
  const api = createApi();
  const { client_id } = await createClient(api);
  const { body } = await api.call("GET", `${CLIENTS}/${client_id}`);
  return { body, app: Object(body.connected_app) };
}

it("assertValidResponse() accepts a get response with null optional fields", async () => {
  const { body, app } = await getResponse();
  expect(app.logo_url).toBeNull();
  expect(() => assertValidResponse(GET, body)).not.toThrow();
});

it.each(["client_name", "id_token_template_content", "creation_method"])(
  "assertValidResponse() refuses a client without %s",
  async (field) => {
    const { body, app } = await getResponse();
    delete app[field];
    expect(() => assertValidResponse(GET, body)).toThrow(field);
  },
);

it("assertValidResponse() refuses null in a required field", async () => {
  const { body, app } = await getResponse();
  app.client_name = null;
  expect(() => assertValidResponse(GET, body)).toThrow("client_name");
});

it("assertValidResponse() refuses an unknown field unless allowed", async () => {
  const { body, app } = await getResponse();
  app.surprise = 1;
  expect(() => assertValidResponse(GET, body)).toThrow("additional properties");
  expect(() => assertValidResponse(GET, body, true)).not.toThrow();
});

it("assertValidResponse() refuses creation_method in a create response", async () => {
  const { body } = await getResponse();
  expect(() => assertValidResponse(`POST ${CLIENTS}`, body)).toThrow("additional properties");
});

it.each([
  ["a missing key", (error: Record<string, unknown>) => delete error.error_url],
  ["another order", (error: Record<string, unknown>) => reorder(error)],
  ["a link to another error", (error: Record<string, unknown>) => misdirect(error)],
])("assertValidResponse() refuses an error with %s", async (_name, damage) => {
  const { body } = await createApi().call("GET", `${CLIENTS}/unknown`);
  expect(() => assertValidResponse(GET, body)).not.toThrow();
  damage(body);
  expect(() => assertValidResponse(GET, body)).toThrow();
});

function reorder(error: Record<string, unknown>) {
  const { status_code } = error;
  delete error.status_code;
  error.status_code = status_code;
}

function misdirect(error: Record<string, unknown>) {
  error.error_url = "https://stytch.com/docs/api/errors/404#user_not_found";
}
