import { describe, expect, it } from "vitest";
import { scopeClaims } from "../../emulator/src/oauth/subject-claims.ts";
import type { User } from "../../emulator/src/state/user.ts";
import type { Api } from "./_api.ts";
import { claimsOf, createScene, tokensOf, userinfo } from "./_oauth.ts";
import { MIGRATED } from "./_people.ts";

const PHONE = "+12025550162";

const USER: User = {
  id: "user-test-1",
  status: "active",
  name: { firstName: "Ada", middleName: "", lastName: "" },
  emails: [],
  phoneNumbers: [],
  oauthRegistrations: [],
  password: null,
  roles: [],
  trustedMetadata: {},
  untrustedMetadata: {},
  externalId: null,
  createdAt: 0,
};

/** What userinfo says for a scope, of the person of a scene or of someone else. */
async function claimsFor(
  scene: Awaited<ReturnType<typeof createScene>>,
  scope: string,
  selector: Record<string, unknown> = {},
) {
  const { access_token } = await tokensOf(scene, { scopes: [scope], ...selector });
  const {
    request_id: _id,
    status_code: _code,
    sub: _sub,
    ...claims
  } = (await userinfo(scene, access_token)).body;
  return claims;
}

/** A session of someone who came by an emulated Google login. */
async function socialSession({ app, call }: Api): Promise<string> {
  const query = new URLSearchParams({
    public_token: app.projects.consumer.projectId.replace("project-", "public-token-"),
    login_redirect_url: "https://app.example.com/authenticate",
    provider_login_hint: "ada@example.com",
  });
  const start = new Request(`http://emulator.test/v1/public/oauth/google/start?${query}`);
  const location = (await app.fetch(start)).headers.get("location") ?? "";
  const token = new URL(location).searchParams.get("token");
  const login = { token, session_duration_minutes: 5 };
  return String((await call("POST", "/v1/oauth/authenticate", login)).body.session_token);
}

describe("the scope phone", () => {
  it.each([true, false])("gives a user's number, verified: %s", async (verified) => {
    const scene = await createScene();
    const { body } = await scene.api.call("POST", "/v1/passwords/migrate", {
      email: "ada@example.com",
      phone_number: PHONE,
      set_phone_number_verified: verified,
      ...MIGRATED,
    });
    const selector = { session_token: undefined, user_id: body.user_id };
    expect(await claimsFor(scene, "phone", selector)).toMatchObject({
      phone_number: PHONE,
      phone_number_verified: verified,
    });
  });

  it("gives a member's number", async () => {
    const scene = await createScene("b2b", {}, { mfa_phone_number: PHONE });
    expect(await claimsFor(scene, "phone")).toMatchObject({
      phone_number: PHONE,
      phone_number_verified: false,
    });
  });

  it.each(["consumer", "b2b"] as const)(
    "says nothing where there is none (%s)",
    async (vertical) => {
      const claims = await claimsFor(await createScene(vertical), "phone");
      expect(Object.keys(claims).filter((name) => name.startsWith("phone"))).toEqual([]);
    },
  );
});

it("the scope email says nothing of a user without an address", async () => {
  const scene = await createScene();
  const { body } = await scene.api.call("POST", "/v1/users", { phone_number: PHONE });
  const selector = { session_token: undefined, user_id: body.user_id };
  const claims = await claimsFor(scene, "email", selector);
  expect(Object.keys(claims).filter((name) => name.startsWith("email"))).toEqual([]);
});

describe("the scope profile", () => {
  it("gives the locale of a social login, and no picture where there is none", async () => {
    const scene = await createScene();
    const session_token = await socialSession(scene.api);
    const claims = await claimsFor(scene, "profile", { session_token });
    expect(claims).toMatchObject({ locale: "en" });
    expect(claims).not.toHaveProperty("picture");
  });

  it("gives picture and locale of the first social login that has them", () => {
    const registration = { registrationId: "r", providerSubject: "s", providerType: "Google" };
    const oauthRegistrations = [
      { ...registration, profilePictureUrl: "", locale: "en" },
      { ...registration, profilePictureUrl: "https://example.com/ada.png", locale: "" },
    ];
    expect(
      scopeClaims({ kind: "user", user: { ...USER, oauthRegistrations } }, ["profile"]),
    ).toEqual({
      name: "Ada",
      given_name: "Ada",
      picture: "https://example.com/ada.png",
      locale: "en",
    });
  });

  it("leaves to the template of an ID token what it has no value for", async () => {
    const id_token_template_content = '{"picture": "of the template", "locale": "of the template"}';
    const scene = await createScene("consumer", { id_token_template_content });
    const { id_token } = await tokensOf(scene, { scopes: ["openid", "profile", "phone"] });
    expect(claimsOf(id_token)).toMatchObject({
      picture: "of the template",
      locale: "of the template",
    });
  });

  it("leaves the locale out for someone without a social login", async () => {
    expect(await claimsFor(await createScene(), "profile")).not.toHaveProperty("locale");
  });
});
