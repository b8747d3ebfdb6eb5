import { describe, expect, it } from "vitest";
import { CLIENTS, createApi, createClient, readClient, refusal, SEARCH } from "./_api.ts";

const DEFAULTS = {
  client_name: "",
  client_description: "",
  status: "active",
  full_access_allowed: false,
  redirect_urls: [],
  access_token_expiry_minutes: 60,
  access_token_template_content: "{}",
  id_token_template_content: "{}",
  post_logout_redirect_urls: [],
  bypass_consent_for_offline_access: false,
  next_client_secret_last_four: null,
  access_token_custom_audience: null,
  logo_url: null,
  client_id_metadata_url: null,
};

describe("create", () => {
  it("with a type alone takes the defaults", async () => {
    const app = await createClient(createApi());
    expect(app).toMatchObject({ client_type: "first_party", ...DEFAULTS });
    expect(app.client_id).toMatch(/^connected-app-test-[0-9a-f-]{36}$/);
  });

  it("gives a secret of 48 url-safe characters", async () => {
    const { client_secret } = await createClient(createApi());
    expect(client_secret).toMatch(/^[\w-]{48}$/);
  });

  it("gives every client its own id and secret", async () => {
    const api = createApi();
    const [one, other] = [await createClient(api), await createClient(api)];
    expect(one.client_id).not.toBe(other.client_id);
    expect(one.client_secret).not.toBe(other.client_secret);
  });

  it("does not say creation_method, get does", async () => {
    const api = createApi();
    const app = await createClient(api);
    expect(app).not.toHaveProperty("creation_method");
    expect(await readClient(api, app.client_id)).toHaveProperty("creation_method");
  });

  it("of a public client has no client_secret field and null for its last four", async () => {
    const app = await createClient(createApi(), { client_type: "third_party_public" });
    expect(app).not.toHaveProperty("client_secret");
    expect(app.client_secret_last_four).toBeNull();
  });

  it("keeps order and duplicates of URL lists", async () => {
    const redirect_urls = ["https://b.example", "https://a.example", "https://b.example"];
    const api = createApi();
    const { client_id } = await createClient(api, { redirect_urls });
    expect((await readClient(api, client_id)).redirect_urls).toEqual(redirect_urls);
  });

  it("allows two clients of one name", async () => {
    const api = createApi();
    await createClient(api, { client_name: "twin" });
    const response = await api.call("POST", CLIENTS, {
      client_type: "first_party",
      client_name: "twin",
    });
    expect(response.status).toBe(200);
  });

  it("w/o client_type is refused", async () => {
    const response = await createApi().call("POST", CLIENTS, { client_name: "a" });
    expect(response).toMatchObject(refusal(400, "invalid_argument"));
  });

  it("with an unknown client_type is refused", async () => {
    const response = await createApi().call("POST", CLIENTS, { client_type: "confidential" });
    expect(response).toMatchObject(refusal(400, "invalid_connected_app_type"));
  });

  it.each(["third_party", "third_party_public"])(
    "refuses first-party flags for %s",
    async (client_type) => {
      const api = createApi();
      const full = { client_type, full_access_allowed: true };
      expect(await api.call("POST", CLIENTS, full)).toMatchObject(
        refusal(400, "third_party_clients_cannot_use_full_access"),
      );
      const offline = { client_type, bypass_consent_for_offline_access: true };
      expect(await api.call("POST", CLIENTS, offline)).toMatchObject(
        refusal(400, "third_party_clients_require_consent_for_offline_access"),
      );
    },
  );

  it("accepts first-party flags that are false for a third-party client", async () => {
    const app = await createClient(createApi(), {
      client_type: "third_party",
      full_access_allowed: false,
      bypass_consent_for_offline_access: false,
    });
    expect(app).toMatchObject({ full_access_allowed: false });
  });

  it.each([
    [4, 400],
    [5, 200],
    [1440, 200],
    [1441, 400],
    [0, 400],
  ])(
    "with an expiry of %d minutes responds with %d",
    async (access_token_expiry_minutes, status) => {
      const body = { client_type: "first_party", access_token_expiry_minutes };
      const response = await createApi().call("POST", CLIENTS, body);
      expect(response.status).toBe(status);
      if (status === 400) {
        expect(response).toMatchObject(refusal(400, "idp_invalid_access_token_expiry_minutes"));
      }
    },
  );

  it("leaves nothing behind when refused", async () => {
    const api = createApi();
    await api.call("POST", CLIENTS, { client_type: "first_party", redirect_urls: ["nowhere"] });
    expect((await api.call("POST", SEARCH, {})).body).toMatchObject({ connected_apps: [] });
  });
});

describe("update", () => {
  const settings = {
    client_name: "before",
    client_description: "described",
    redirect_urls: ["https://app.example.com/callback"],
    full_access_allowed: true,
    access_token_expiry_minutes: 30,
    access_token_template_content: '{"a":1}',
    logo_url: "https://app.example.com/logo.png",
  };

  it("keeps what it does not name", async () => {
    const api = createApi();
    const { client_id } = await createClient(api, settings);
    await api.call("PUT", `${CLIENTS}/${client_id}`, { client_name: "after" });
    expect(await readClient(api, client_id)).toMatchObject({ ...settings, client_name: "after" });
  });

  it('resets what it does not name under updateSemantics "replace"', async () => {
    const api = createApi({ updateSemantics: "replace" });
    const { client_id } = await createClient(api, settings);
    await api.call("PUT", `${CLIENTS}/${client_id}`, { client_name: "after" });
    expect(await readClient(api, client_id)).toMatchObject({ ...DEFAULTS, client_name: "after" });
  });

  it("keeps the secret and its last four", async () => {
    const api = createApi();
    const { client_id, client_secret } = await createClient(api);
    await api.call("PUT", `${CLIENTS}/${client_id}`, { client_name: "after" });
    const { client_secret_last_four } = await readClient(api, client_id);
    expect(client_secret_last_four).toBe(client_secret?.slice(-4));
  });

  it("ignores client_type", async () => {
    const api = createApi();
    const { client_id } = await createClient(api);
    const response = await api.call("PUT", `${CLIENTS}/${client_id}`, {
      client_type: "third_party",
    });
    expect(response.status).toBe(200);
    expect(await readClient(api, client_id)).toMatchObject({ client_type: "first_party" });
  });

  it("refuses client_type under rejectClientTypeOnUpdate", async () => {
    const api = createApi({ rejectClientTypeOnUpdate: true });
    const { client_id } = await createClient(api);
    const response = await api.call("PUT", `${CLIENTS}/${client_id}`, {
      client_type: "first_party",
    });
    expect(response).toMatchObject(refusal(400, "invalid_argument"));
  });

  it("applies the rules of the stored type", async () => {
    const api = createApi();
    const { client_id } = await createClient(api, { client_type: "third_party" });
    const response = await api.call("PUT", `${CLIENTS}/${client_id}`, {
      full_access_allowed: true,
    });
    expect(response).toMatchObject(refusal(400, "third_party_clients_cannot_use_full_access"));
  });

  it("changes nothing when one field is refused", async () => {
    const api = createApi();
    const { client_id } = await createClient(api, settings);
    const before = await readClient(api, client_id);
    const change = { client_name: "after", access_token_expiry_minutes: 1 };
    await api.call("PUT", `${CLIENTS}/${client_id}`, change);
    expect(await readClient(api, client_id)).toEqual(before);
  });
});

describe("delete", () => {
  it("returns the client_id, the second time 404", async () => {
    const api = createApi();
    const { client_id } = await createClient(api);
    const path = `${CLIENTS}/${client_id}`;
    expect((await api.call("DELETE", path)).body).toMatchObject({ client_id, status_code: 200 });
    expect(await api.call("DELETE", path)).toMatchObject(refusal(404, "connected_app_not_found"));
  });

  it.each([["{}"], [undefined], [""]])("takes a body of %j", async (body) => {
    const api = createApi();
    const { client_id } = await createClient(api);
    const headers = { "content-type": "application/json" };
    const response = await api.call("DELETE", `${CLIENTS}/${client_id}`, body, headers);
    expect(response.status).toBe(200);
  });
});

describe("projects", () => {
  it("do not see each other's clients", async () => {
    const api = createApi();
    const { client_id } = await createClient(api);
    const response = await api.as("b2b").call("GET", `${CLIENTS}/${client_id}`);
    expect(response).toMatchObject(refusal(404, "connected_app_not_found"));
  });

  it("with a live id give live ids to clients and requests", async () => {
    const projectId = "project-live-00000000-0000-4000-8000-000000000001";
    const api = createApi({ projects: { consumer: { projectId } } });
    const { client_id } = await createClient(api);
    expect(client_id).toMatch(/^connected-app-live-/);
    const { body } = await api.call("GET", `${CLIENTS}/${client_id}`);
    expect(body.request_id).toMatch(/^request-id-live-/);
  });

  it("refuse more clients than maxConnectedApps, each for itself", async () => {
    const api = createApi({ maxConnectedApps: 1 });
    const { client_id } = await createClient(api);
    const another = { client_type: "first_party" };
    expect(await api.call("POST", CLIENTS, another)).toMatchObject(
      refusal(400, "too_many_connected_apps"),
    );
    expect((await api.as("b2b").call("POST", CLIENTS, another)).status).toBe(200);
    await api.call("DELETE", `${CLIENTS}/${client_id}`);
    expect((await api.call("POST", CLIENTS, another)).status).toBe(200);
  });
});
