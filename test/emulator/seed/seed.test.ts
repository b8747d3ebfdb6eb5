import { describe, expect, it } from "vitest";
import { LIVE_CREDENTIALS } from "../../../emulator/src/index.ts";
import { publicTokenOf } from "../../../emulator/src/projects.ts";
import { seedYaml } from "../../../emulator/src/seed/text.ts";
import { type Api, CLIENTS, createApi, createClient, readClient } from "../_api.ts";

const SECRET = "correct horse battery";
const SEED = `
consumer:
  settings: { dynamicClientRegistration: true }
  clients:
    - client_type: first_party
      client_name: Web
      redirect_urls: [https://app.example.com/callback]
      client_secret: ${SECRET}
    - { client_type: third_party_public, client_name: Tool }
  users:
    - { email: ada@example.com, name: { first_name: Ada }, password: ${SECRET} }
b2b:
  clients: [{ client_type: third_party_public, client_name: Web }]
  organizations:
    - organization_name: Acme
      members: [{ email_address: grace@acme.example, roles: [admin], password: ${SECRET} }]
habits: { url_list_order: sorted }
`;

async function post(api: Api, seed: string) {
  return api.call("POST", "/_emulator/seed", seed);
}

async function exported(api: Api, query = "") {
  return (await api.call("GET", `/_emulator/seed${query}`)).text;
}

/** Whether the token endpoint takes the secret: it asks for the grant only then. */
async function takesSecret(api: Api, clientId: string, secret: string): Promise<boolean> {
  const form = new URLSearchParams({
    grant_type: "none",
    client_id: clientId,
    client_secret: secret,
  });
  const { body } = await api.call("POST", "/v1/oauth2/token", form.toString(), {
    authorization: "",
    "content-type": "application/x-www-form-urlencoded",
  });
  return body.error === "unsupported_grant_type";
}

/** A social login of a user. */
async function logIn(api: Api, provider: string, email: string) {
  const query = new URLSearchParams({
    public_token: publicTokenOf(api.app.projects.consumer),
    login_redirect_url: "https://app.example.com/back",
    provider_login_hint: email,
  });
  const { headers } = await api.app.fetch(
    new Request(`http://emulator.test/v1/public/oauth/${provider}/start?${query}`),
  );
  const token = new URL(headers.get("location") ?? "").searchParams.get("token");
  return (await api.call("POST", "/v1/oauth/authenticate", { token })).body;
}

function firstClientId(text: string): string {
  return /connected-app-[\w-]+/.exec(text)?.[0] ?? "";
}

describe("a seed", () => {
  it("of YAML creates clients, people, organizations and settings", async () => {
    const api = createApi();
    const { status, text } = await post(api, SEED);
    expect({ status, text }).toMatchObject({ status: 200 });
    const login = { email: "ada@example.com", password: SECRET, session_duration_minutes: 5 };
    expect((await api.call("POST", "/v1/passwords/authenticate", login)).status).toBe(200);
    const members = await api.as("b2b").call("POST", "/v1/b2b/organizations/members/search", {
      organization_ids: [/organization-test-[\w-]+/.exec(text)?.[0]],
    });
    expect(members.text).toContain("grace@acme.example");
    expect((await api.call("GET", "/_emulator/project")).body.dynamicClientRegistration).toBe(true);
    expect((await api.call("GET", "/_emulator/habits")).text).toContain(
      '"url_list_order":"sorted"',
    );
    expect(await takesSecret(api, firstClientId(text), SECRET)).toBe(true);
    expect(await takesSecret(api, firstClientId(text), "another")).toBe(false);
  });

  it("gives what has no id the same one each time, and changes what is there", async () => {
    const [one, other] = [createApi(), createApi()];
    const [first, second] = [await post(one, SEED), await post(other, SEED)];
    expect(second.text).toBe(first.text);
    const again = await post(one, SEED.replace("[https://app.example.com/callback]", "[]"));
    expect(await readClient(one, firstClientId(again.text))).toMatchObject({ redirect_urls: [] });
    expect((await one.call("POST", `${CLIENTS}/search`, {})).body.connected_apps).toHaveLength(2);
  });

  it("keeps the secret of a client that it gives none", async () => {
    const api = createApi();
    const client = await createClient(api);
    const seed = {
      consumer: { clients: [{ client_id: client.client_id, client_type: "first_party" }] },
    };
    expect((await post(api, JSON.stringify(seed))).status).toBe(200);
    expect(await takesSecret(api, client.client_id, client.client_secret ?? "")).toBe(true);
  });

  it.each(["", "?secrets=shown"])(
    "that was written of an emulator%s makes another that is alike",
    async (query) => {
      const [one, other] = [createApi(), createApi()];
      await post(one, SEED);
      const client = await createClient(one, { client_name: "issued" });
      const written = await exported(one, query);
      const { status, text } = await post(other, seedYaml(JSON.parse(written)));
      expect({ status, text }).toMatchObject({ status: 200 });
      expect(await exported(other, query)).toBe(written);
      expect(await takesSecret(other, client.client_id, client.client_secret ?? "")).toBe(true);
    },
  );

  it("has no secret in clear text, and no password, unless it is asked for them", async () => {
    const api = createApi();
    await post(api, SEED);
    const { client_secret = "" } = await createClient(api);
    const written = await exported(api);
    for (const hidden of [SECRET, client_secret, "password"]) expect(written).not.toContain(hidden);
    const shown = await exported(api, "?secrets=shown");
    for (const wanted of [SECRET, client_secret, "password_hash"]) expect(shown).toContain(wanted);
  });

  it("gives people accounts, with which they log in", async () => {
    const api = createApi();
    const google = "{ provider_type: Google, provider_subject: g-1 }";
    const { status, text } = await post(
      api,
      `consumer: { users: [{ email: ada@example.com, providers: [${google}, { provider_type: Github }] }] }`,
    );
    expect({ status, text }).toMatchObject({ status: 200 });
    expect(await logIn(api, "google", "ada@example.com")).toMatchObject({
      provider_type: "Google",
      provider_subject: "g-1",
    });
    const before = await exported(api);
    await logIn(api, "github", "ada@example.com");
    expect(JSON.parse(await exported(api)).consumer.users[0].providers).toHaveLength(2);
    await post(api, before);
    expect(await exported(api)).toBe(before);
  });

  it("of a live project has to keep its rules", async () => {
    const api = createApi({ projects: LIVE_CREDENTIALS });
    expect((await post(api, SEED)).status).toBe(200);
    const loopback = SEED.replace("https://app.example.com", "http://localhost");
    const { status, body } = await post(api, loopback);
    expect(status).toBe(400);
    expect(body.error).toContain("consumer.clients[0]: connected_app_redirect_url");
  });
});

const CLIENT_ID = "connected-app-test-00000000-0000-4000-8000-000000000001";

describe("a seed that is wrong", () => {
  it.each([
    ["consumer: [", "is not valid YAML: look at line 1, column"],
    ['{"consumer": ', "is not valid JSON: look at line 1, column"],
    ["", "is empty"],
    ["consumr: {}", 'has no field "consumr"; did you mean consumer?'],
    ["consumer: { clients: [{ client_typ: first_party }] }", "did you mean client_type?"],
    ["consumer: { clients: [{ client_type: other }] }", "consumer.clients[0].client_type: must be"],
    ["habits: { url_list_ordr: kept }", "did you mean url_list_order?"],
    ["consumer: { users: [{}] }", "consumer.users[0]: email: is missing"],
    ["consumer: { users: [{ email: ada }] }", "consumer.users[0]: invalid_email"],
    [
      "consumer: { clients: [{ client_type: first_party, client_secret: short }] }",
      "consumer.clients[0].client_secret: must be a text of at least 12 characters",
    ],
    [
      `consumer: { clients: [{ client_type: first_party_public, client_secret: ${SECRET} }] }`,
      "consumer.clients[0]: client_secret: a public client has none",
    ],
    [
      `consumer: { clients: [{ client_type: first_party, client_secret_sha256: ${"a".repeat(64)} }] }`,
      "client_secret_last_four: is missing",
    ],
    [
      `consumer: { clients: [{ client_id: ${CLIENT_ID}, client_type: first_party }, { client_id: ${CLIENT_ID}, client_type: first_party }] }`,
      `consumer.clients[1]: has the id ${CLIENT_ID}, as consumer.clients[0] has`,
    ],
    [
      `consumer: { clients: [{ client_id: ${CLIENT_ID.replace("test", "live")}, client_type: first_party }] }`,
      "is not an id of a test project",
    ],
    [
      "consumer: { users: [{ email: ada@example.com, providers: [{ provider_type: Gogle }] }] }",
      "consumer.users[0].providers[0].provider_type: there is no such name; did you mean Google?",
    ],
    [
      "consumer: { users: [{ email: ada@example.com, providers: [{ provider_type: Google }, { provider_type: Google }] }] }",
      "consumer.users[0]: provider_type: there is another account of Google",
    ],
    [
      'consumer: { users: [{ phone_number: "+14155550100", providers: [{ provider_type: Google }] }] }',
      "consumer.users[0]: provider_subject: is missing",
    ],
    [
      "b2b: { organizations: [{ organization_name: A, members: [{ email_address: a@a.example, oauth_registrations: [{ provider_type: Amazon }] }] }] }",
      "oauth_registrations[0].provider_type: must be",
    ],
    ["consumer: *b", "has an alias that stands for nothing"],
  ])("is refused by its place: %s", async (seed, problem) => {
    const api = createApi();
    const { status, body } = await post(api, seed);
    expect(status).toBe(400);
    expect(body.error).toContain(`POST /_emulator/seed: `);
    expect(body.error).toContain(problem);
    expect(body.error).not.toContain(SECRET);
  });

  it("changes nothing, even if its end alone is wrong", async () => {
    const api = createApi();
    const before = await exported(api);
    expect((await post(api, SEED.replace("grace@acme.example", "grace"))).status).toBe(400);
    expect(await exported(api)).toBe(before);
  });

  it("whose aliases stand for too much is refused", async () => {
    const lines = ["a: &a [x, x, x, x, x, x, x, x, x]"];
    for (let n = 0; n < 8; n += 1) {
      const [from, to] = [String.fromCharCode(97 + n), String.fromCharCode(98 + n)];
      lines.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(", ")}]`);
    }
    const { status, body } = await post(createApi(), lines.join("\n"));
    expect(status).toBe(400);
    expect(body.error).toContain("an alias that stands for nothing, or for too much");
  });
});
