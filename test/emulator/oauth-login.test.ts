import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Api, createApi, readResponse, refusal, type Vertical } from "./_api.ts";
import { createMember, createOrganization, createTestClock, signUp } from "./_people.ts";
import { assertValidResponse } from "./_schemas.ts";

const REDIRECT = "https://app.example.com/authenticate?next=%2F";
const VERIFIER = "v".repeat(43);
const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");

function publicToken(api: Api, vertical: Vertical) {
  return api.app.projects[vertical].projectId.replace("project-", "public-token-");
}

async function begin(api: Api, path: string, query: Record<string, string | undefined>) {
  const given = Object.entries(query).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined;
  });
  const url = `http://emulator.test${path}?${new URLSearchParams(given)}`;
  return api.app.fetch(new Request(url));
}

function tokenOf(response: Response): string {
  const url = new URL(response.headers.get("location") ?? "");
  return url.searchParams.get("token") ?? "";
}

describe("GET /v1/public/oauth/{provider}/start", () => {
  const path = (provider: string) => `/v1/public/oauth/${provider}/start`;

  function start() {
    const api = createApi();
    const query = { public_token: publicToken(api, "consumer"), login_redirect_url: REDIRECT };
    return { api, query };
  }

  it("redirects with a token, and keeps what the URL had", async () => {
    const { api, query } = start();
    const response = await begin(api, path("google"), query);
    expect(response.status).toBe(302);
    const location = new URL(response.headers.get("location") ?? "");
    expect(location.origin + location.pathname).toBe("https://app.example.com/authenticate");
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      next: "/",
      stytch_token_type: "oauth",
      token: expect.stringMatching(/^[\w-]{44}$/),
    });
  });

  it.each<[string, Record<string, string | undefined>, number, string]>([
    ["w/o public token", { public_token: undefined }, 400, "public_token_required"],
    ["w/ an unknown public token", { public_token: "x" }, 404, "public_token_not_found"],
    ["w/o redirect URL", { login_redirect_url: undefined }, 400, "no_login_redirect_url"],
    ["w/ a relative redirect URL", { login_redirect_url: "/x" }, 400, "invalid_login_redirect_url"],
    ["w/ a script", { login_redirect_url: "javascript:1" }, 400, "invalid_login_redirect_url"],
    ["w/ a short challenge", { code_challenge: "x" }, 400, "invalid_pkce_code_challenge"],
    ["w/ a malformed hint", { provider_login_hint: "ada" }, 400, "invalid_email"],
  ])("%s is refused", async (_name, fields, status, errorType) => {
    const { api, query } = start();
    const response = await begin(api, path("google"), { ...query, ...fields });
    expect(await readResponse(response)).toMatchObject(refusal(status, errorType));
  });

  it("of an unknown provider is refused", async () => {
    const { api, query } = start();
    const response = await readResponse(await begin(api, path("constructor"), query));
    expect(response).toMatchObject(refusal(400, "invalid_oauth_provider"));
  });

  it("w/ the public token of a B2B project is refused", async () => {
    const { api, query } = start();
    const public_token = publicToken(api, "b2b");
    const response = await readResponse(
      await begin(api, path("google"), { ...query, public_token }),
    );
    expect(response).toMatchObject(refusal(400, "invalid_consumer_endpoint"));
  });
});

describe("POST /v1/oauth/authenticate", () => {
  async function start(fields: Record<string, string> = {}, provider = "google") {
    const clock = createTestClock();
    const api = createApi({}, { clock });
    const login = async () => {
      const query = { public_token: publicToken(api, "consumer"), login_redirect_url: REDIRECT };
      return tokenOf(
        await begin(api, `/v1/public/oauth/${provider}/start`, { ...query, ...fields }),
      );
    };
    const authenticate = async (body: object) => {
      const response = await api.call("POST", "/v1/oauth/authenticate", body);
      assertValidResponse("POST /v1/oauth/authenticate", response.body);
      return response;
    };
    return { api, clock, login, authenticate };
  }

  it("makes a user of a new address, and finds it again", async () => {
    const { login, authenticate } = await start({ provider_login_hint: "ada@example.com" });
    const { body: first } = await authenticate({ token: await login() });
    expect(first).toMatchObject({
      provider_type: "Google",
      session_token: "",
      user_session: null,
      user: { emails: [{ email: "ada@example.com", verified: true }], providers: [{}] },
    });
    const { body: second } = await authenticate({ token: await login() });
    expect(second.user_id).toBe(first.user_id);
    expect(second.oauth_user_registration_id).toBe(first.oauth_user_registration_id);
    expect(second.user).toMatchObject({ providers: [{}] });
  });

  it("asks the provider for custom scopes", async () => {
    const { login, authenticate } = await start({ custom_scopes: "calendar drive" });
    const { body } = await authenticate({ token: await login() });
    expect(body.provider_values).toMatchObject({
      scopes: ["openid", "email", "profile", "calendar", "drive"],
    });
  });

  it.each([
    ["google", "oauth_google", "google_oauth_factor"],
    ["gitlab", "oauth_gitlab", "git_lab_oauth_factor"],
  ])(
    "makes a session w/ session_duration_minutes: %s",
    async (provider, delivery_method, factor) => {
      const { login, authenticate } = await start({}, provider);
      const { body } = await authenticate({ token: await login(), session_duration_minutes: 5 });
      expect(body.user_session).toMatchObject({
        authentication_factors: [{ type: "oauth", delivery_method, [factor]: {} }],
      });
    },
  );

  it("adds a factor to the session of the request", async () => {
    const { login, authenticate } = await start();
    const { body } = await authenticate({ token: await login(), session_duration_minutes: 5 });
    const { session_token } = body;
    const { body: again } = await authenticate({ token: await login(), session_token });
    expect(again).toMatchObject({ session_token, user_session: { authentication_factors: [{}] } });
  });

  it("adds a factor of its own to the session of a password", async () => {
    const { api, login, authenticate } = await start({ provider_login_hint: "ada@example.com" });
    const { session_token } = await signUp(api, { email: "ada@example.com" });
    const { body } = await authenticate({ token: await login(), session_token });
    expect(body).toMatchObject({
      session_token,
      user_session: { authentication_factors: [{ type: "password" }, { type: "oauth" }] },
    });
  });

  it("w/ two sessions is refused, and leaves the token usable", async () => {
    const { login, authenticate } = await start();
    const token = await login();
    const response = await authenticate({ token, session_token: "x", session_jwt: "y" });
    expect(response).toMatchObject(refusal(400, "too_many_session_arguments"));
    expect((await authenticate({ token })).status).toBe(200);
  });

  it("takes a token once", async () => {
    const { login, authenticate } = await start();
    const token = await login();
    await authenticate({ token });
    expect(await authenticate({ token })).toMatchObject(refusal(404, "oauth_token_not_found"));
  });

  it("takes no token after 5 minutes", async () => {
    const { login, authenticate, clock } = await start();
    const token = await login();
    clock.advance(300);
    expect(await authenticate({ token })).toMatchObject(refusal(404, "oauth_token_not_found"));
  });

  it("that is refused for its session fields leaves the token usable", async () => {
    const { login, authenticate } = await start();
    const token = await login();
    const response = await authenticate({ token, session_duration_minutes: 4 });
    expect(response).toMatchObject(refusal(400, "invalid_session_duration_minutes"));
    expect((await authenticate({ token })).status).toBe(200);
  });

  it.each<[string, Record<string, string>, string | undefined, string | undefined]>([
    ["the verifier", { code_challenge: CHALLENGE }, VERIFIER, undefined],
    ["no verifier", { code_challenge: CHALLENGE }, undefined, "pkce_expected_code_verifier"],
    ["another verifier", { code_challenge: CHALLENGE }, "w".repeat(43), "pkce_mismatch"],
    ["a verifier without a challenge", {}, VERIFIER, "pkce_did_not_expect_code_verifier"],
  ])("checks PKCE: %s", async (_name, query, code_verifier, errorType) => {
    const { login, authenticate } = await start(query);
    const response = await authenticate({ token: await login(), code_verifier });
    if (errorType === undefined) expect(response.status).toBe(200);
    else expect(response).toMatchObject(refusal(400, errorType));
  });
});

describe("B2B social login", () => {
  const START = "/v1/b2b/public/oauth/google/start";

  async function start(fields: Record<string, unknown> = {}) {
    const api = createApi().as("b2b");
    const { organization_id } = await createOrganization(api, {
      organization_slug: "acme",
      ...fields,
    });
    const query = {
      public_token: publicToken(api, "b2b"),
      login_redirect_url: REDIRECT,
      slug: "acme",
      provider_login_hint: "ada@example.com",
    };
    const authenticate = async (body: object) => {
      const response = await api.call("POST", "/v1/b2b/oauth/authenticate", body);
      assertValidResponse("POST /v1/b2b/oauth/authenticate", response.body);
      return response;
    };
    return { api, organization_id, query, authenticate };
  }

  it("logs a member in for an hour", async () => {
    const { api, organization_id, query, authenticate } = await start();
    const { member_id } = await createMember(api, organization_id, {
      email_address: "Ada@example.com",
      create_member_as_pending: true,
    });
    const oauth_token = tokenOf(await begin(api, START, query));
    const { body } = await authenticate({ oauth_token });
    expect(body).toMatchObject({
      member_id,
      organization_id,
      member_authenticated: true,
      member: { status: "active", oauth_registrations: [{ provider_type: "Google" }] },
      member_session: { authentication_factors: [{ delivery_method: "oauth_google" }] },
    });
  });

  it("makes a member where the organization provisions by email domain", async () => {
    const { api, query, authenticate } = await start({
      email_jit_provisioning: "RESTRICTED",
      email_allowed_domains: ["example.com"],
    });
    const oauth_token = tokenOf(await begin(api, START, query));
    expect((await authenticate({ oauth_token })).status).toBe(200);
  });

  it("of a stranger is refused elsewhere", async () => {
    const { api, query, authenticate } = await start();
    const oauth_token = tokenOf(await begin(api, START, query));
    const response = await authenticate({ oauth_token });
    expect(response).toMatchObject(refusal(400, "email_jit_provisioning_not_allowed"));
  });

  it.each<[string, Record<string, string | undefined>, number, string]>([
    ["w/o organization", { slug: undefined }, 400, "missing_oauth_organization_locator"],
    ["w/ two", { organization_id: "x" }, 400, "too_many_oauth_organization_locators"],
    ["w/ an unknown organization", { slug: "x" }, 404, "organization_not_found"],
  ])("start %s is refused", async (_name, fields, status, errorType) => {
    const { api, query } = await start();
    const response = await readResponse(await begin(api, START, { ...query, ...fields }));
    expect(response).toMatchObject(refusal(status, errorType));
  });

  it("start of a provider for consumers only is refused", async () => {
    const { api, query } = await start();
    const path = "/v1/b2b/public/oauth/twitch/start";
    const response = await readResponse(await begin(api, path, query));
    expect(response).toMatchObject(refusal(400, "invalid_oauth_provider"));
  });

  it("authenticate w/ an unknown token is refused", async () => {
    const { authenticate } = await start();
    const response = await authenticate({ oauth_token: "x" });
    expect(response).toMatchObject(refusal(404, "oauth_token_not_found"));
  });
});
