import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createClient, refusal } from "./_api.ts";
import {
  advance,
  authorize,
  BOTH,
  claimsOf,
  createScene,
  exchange,
  REDIRECT,
  type Scene,
  tokensOf,
} from "./_oauth.ts";

const prefix = "oauth_access_token_exchange";

const factorSchema = z.looseObject({
  last_authenticated_at: z.string(),
  created_at: z.string(),
  oauth_access_token_exchange_factor: z.object({ client_id: z.string() }).optional(),
});

const clientOf = ({ oauth_access_token_exchange_factor: of }: z.output<typeof factorSchema>) =>
  of?.client_id;

describe.each(BOTH)("POST …/sessions/exchange_access_token, %s", (vertical) => {
  const sessionOf = (body: Record<string, unknown>) =>
    Object(vertical === "b2b" ? body.member_session : body.session);

  it("returns a session that works, whose factor names the client", async () => {
    const scene = await createScene(vertical);
    const { access_token } = await tokensOf(scene);
    const { body } = await exchange(scene, access_token, {
      session_custom_claims: { cart: 1, iss: "x" },
      telemetry_id: "t",
    });
    const session = sessionOf(body);
    expect(session.authentication_factors).toContainEqual(
      expect.objectContaining({
        type: "oauth",
        delivery_method: "oauth_access_token_exchange",
        oauth_access_token_exchange_factor: { client_id: scene.client.client_id },
      }),
    );
    expect(session.custom_claims).toEqual({ cart: 1 });
    expect(claimsOf(String(body.session_jwt))).toMatchObject({ sub: scene.person.id, cart: 1 });
    expect(body.session_token).not.toBe(scene.person.sessionToken);
    expect((await authenticate(scene, body)).status).toBe(200);
  });

  it("adds one factor for each client, and renews that of the same client alone", async () => {
    const scene = await createScene(vertical);
    const exchanged = async (by: Scene) => {
      await advance(scene, 60);
      const { body } = await exchange(by, (await tokensOf(by)).access_token);
      const factors = z.array(factorSchema).parse(sessionOf(body).authentication_factors);
      return { factors, person: { ...scene.person, sessionToken: String(body.session_token) } };
    };
    const client = await createClient(scene.api, {
      redirect_urls: [REDIRECT],
      full_access_allowed: true,
    });
    const first = await exchanged(scene);
    const second = await exchanged({ ...scene, client, person: first.person });
    const third = await exchanged({ ...scene, person: second.person });
    expect(third.factors.map(clientOf)).toEqual([
      undefined,
      scene.client.client_id,
      client.client_id,
    ]);
    const times = third.factors.map((factor) => Date.parse(factor.last_authenticated_at));
    const made = third.factors.map((factor) => Date.parse(factor.created_at));
    expect(times.map((time, place) => time - (made[place] ?? 0) > 100_000)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("is for one exchange only", async () => {
    const scene = await createScene(vertical);
    const { access_token } = await tokensOf(scene);
    expect((await exchange(scene, access_token)).status).toBe(200);
    expect(await exchange(scene, access_token)).toMatchObject(
      refusal(404, "idp_access_token_could_not_be_exchanged"),
    );
  });

  it.each([
    [5, 5],
    [527_040, 527_040],
    [undefined, vertical === "b2b" ? 60 : undefined],
  ])("with a duration of %s gives %s minutes", async (asked, minutes) => {
    const scene = await createScene(vertical);
    const { access_token } = await tokensOf(scene);
    const { body } = await exchange(scene, access_token, { session_duration_minutes: asked });
    if (minutes === undefined) {
      expect(body).toMatchObject({ session: null, session_token: "", session_jwt: "" });
      return;
    }
    const { started_at, expires_at } = sessionOf(body);
    expect(Date.parse(expires_at) - Date.parse(started_at)).toBe(minutes * 60_000);
  });

  it.each([
    ["4 minutes", { session_duration_minutes: 4 }, "invalid_session_duration_minutes"],
    ["527041 minutes", { session_duration_minutes: 527_041 }, "invalid_session_duration_minutes"],
    ["a text for minutes", { session_duration_minutes: "60" }, "invalid_argument"],
    [
      "more than 4 KB of claims",
      { session_custom_claims: { a: "x".repeat(4097) } },
      "custom_claims_too_large",
    ],
    ["no token", { access_token: undefined }, "invalid_argument"],
  ])("with %s is refused and does not use the token up", async (_name, fields, name) => {
    const scene = await createScene(vertical);
    const { access_token } = await tokensOf(scene);
    expect(await exchange(scene, access_token, fields)).toMatchObject(refusal(400, name));
    expect((await exchange(scene, access_token)).status).toBe(200);
  });

  it("is refused when the token is more than 5 minutes old", async () => {
    const scene = await createScene(vertical);
    const { access_token } = await tokensOf(scene);
    await advance(scene, 298);
    const other = await tokensOf(scene);
    await advance(scene, 3);
    expect(await exchange(scene, access_token)).toMatchObject(
      refusal(400, `${prefix}_token_too_old`),
    );
    expect((await exchange(scene, other.access_token)).status).toBe(200);
  });

  it("is refused w/o full_access", async () => {
    const scene = await createScene(vertical);
    const { access_token } = await tokensOf(scene, { scopes: ["openid"] });
    expect(await exchange(scene, access_token)).toMatchObject(
      refusal(400, `${prefix}_missing_full_access`),
    );
  });

  it("is refused to a third party", async () => {
    const scene = await createScene(vertical, { client_type: "third_party" });
    const { access_token } = await tokensOf(scene);
    expect(await exchange(scene, access_token)).toMatchObject(
      refusal(400, `${prefix}_missing_full_access`),
    );
  });

  it("is refused when no session authorized", async () => {
    const scene = await createScene(vertical);
    const ids =
      vertical === "b2b"
        ? { organization_id: scene.person.organizationId, member_id: scene.person.id }
        : { user_id: scene.person.id };
    const { access_token } = await tokensOf(scene, { session_token: undefined, ...ids });
    expect(await exchange(scene, access_token)).toMatchObject(
      refusal(400, `${prefix}_token_invalid_grant`),
    );
  });

  it("is refused when that session was revoked", async () => {
    const scene = await createScene(vertical);
    const { access_token } = await tokensOf(scene);
    const { sessionToken: session_token } = scene.person;
    await scene.api.call("POST", `${base(scene)}/sessions/revoke`, { session_token });
    expect(await exchange(scene, access_token)).toMatchObject(
      refusal(400, `${prefix}_token_invalid_grant`),
    );
  });

  it("of an unknown token is 404", async () => {
    expect(await exchange(await createScene(vertical), "x")).toMatchObject(
      refusal(404, "idp_access_token_not_found"),
    );
  });

  it("an access token is not a session JWT", async () => {
    const scene = await createScene(vertical, {
      access_token_template_content: '{"https://stytch.com/session": {"id": "x"}}',
    });
    const { access_token: session_jwt } = await tokensOf(scene);
    const fields = { session_token: undefined, session_jwt };
    expect(await authorize(scene, fields)).toMatchObject(
      refusal(400, "unable_to_parse_session_jwt"),
    );
  });
});

const base = ({ vertical }: Scene) => (vertical === "b2b" ? "/v1/b2b" : "/v1");

function authenticate(scene: Scene, { session_token }: Record<string, unknown>) {
  return scene.api.call("POST", `${base(scene)}/sessions/authenticate`, { session_token });
}
