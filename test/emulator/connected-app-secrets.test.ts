import { describe, expect, it } from "vitest";
import { createStore } from "../../emulator/src/state/store.ts";
import { CLIENTS, createApi, createClient, readClient, refusal } from "./_api.ts";

const rotate = (clientId: string) => `${CLIENTS}/${clientId}/secrets/rotate`;

describe("secret rotation", () => {
  it("shows the next secret in the response of start only, and no creation_method there", async () => {
    const api = createApi();
    const { client_id } = await createClient(api);
    const { body } = await api.call("POST", `${rotate(client_id)}/start`, {});
    const app = Object(body.connected_app);
    expect(app.next_client_secret).toMatch(/^[\w-]{48}$/);
    expect(app).not.toHaveProperty("creation_method");
    const read = await readClient(api, client_id);
    expect(read).not.toHaveProperty("next_client_secret");
    expect(read.next_client_secret_last_four).toBe(app.next_client_secret.slice(-4));
  });

  it("keeps the old last four until it is finished", async () => {
    const api = createApi();
    const { client_id, client_secret } = await createClient(api);
    await api.call("POST", `${rotate(client_id)}/start`, {});
    const { client_secret_last_four } = await readClient(api, client_id);
    expect(client_secret_last_four).toBe(client_secret?.slice(-4));
  });

  it("refuses a second start with connected_app_already_rotating_secret", async () => {
    const api = createApi();
    const { client_id } = await createClient(api);
    await api.call("POST", `${rotate(client_id)}/start`, {});
    expect(await api.call("POST", `${rotate(client_id)}/start`, {})).toMatchObject(
      refusal(400, "connected_app_already_rotating_secret"),
    );
  });

  it.each(["", "/cancel"])(
    "refuses rotate%s without a start with connected_app_not_rotating_secret",
    async (end) => {
      const api = createApi();
      const { client_id } = await createClient(api);
      expect(await api.call("POST", `${rotate(client_id)}${end}`, {})).toMatchObject(
        refusal(400, "connected_app_not_rotating_secret"),
      );
    },
  );

  it.each(["", "/start", "/cancel"])("refuses rotate%s for a public client", async (end) => {
    const api = createApi();
    const { client_id } = await createClient(api, { client_type: "first_party_public" });
    expect(await api.call("POST", `${rotate(client_id)}${end}`, {})).toMatchObject(
      refusal(400, "public_connected_apps_do_not_have_secrets"),
    );
  });

  it("demands a JSON body", async () => {
    const api = createApi();
    const { client_id } = await createClient(api);
    expect(await api.call("POST", `${rotate(client_id)}/start`)).toMatchObject(
      refusal(400, "bad_request"),
    );
  });
});

it("the store never holds a secret in clear", async () => {
  const store = createStore();
  const api = createApi({}, { store });
  const { client_id, client_secret = "" } = await createClient(api);
  const { body } = await api.call("POST", `${rotate(client_id)}/start`, {});
  const next: string = Object(body.connected_app).next_client_secret;
  const saved = JSON.stringify(store.snapshot());
  expect(saved).toContain(client_id);
  expect(client_secret).not.toBe("");
  expect(saved).not.toContain(client_secret);
  expect(saved).not.toContain(next);
});
