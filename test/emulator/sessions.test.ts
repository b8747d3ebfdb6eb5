import { generateKeyPairSync } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { type Api, createApi, ORIGIN, refusal } from "./_api.ts";
import { createMember, createTestClock, joinOrganization, signUp } from "./_people.ts";
import { assertValidResponse } from "./_schemas.ts";

const SESSION_CLAIM = "https://stytch.com/session";

/** Both verticals have the same rules under other names. */
const VERTICALS = [
  {
    vertical: "consumer" as const,
    path: "/v1/sessions",
    object: "session",
    id: "session_id",
    login: (api: Api) => signUp(api),
    list: (login: Record<string, unknown>) => `user_id=${login.user_id}`,
    sessionsKey: "sessions",
  },
  {
    vertical: "b2b" as const,
    path: "/v1/b2b/sessions",
    object: "member_session",
    id: "member_session_id",
    login: (api: Api) => joinOrganization(api),
    list: (login: Record<string, unknown>) =>
      `organization_id=${login.organization_id}&member_id=${login.member_id}`,
    sessionsKey: "member_sessions",
  },
];

describe.each(VERTICALS)("$path", ({ vertical, path, object, id, login, list, sessionsKey }) => {
  async function start() {
    const clock = createTestClock();
    const api = createApi({}, { clock }).as(vertical);
    const person = await login(api);
    const { session_token, session_jwt } = person;
    const sessionId = String(Object(Object(person)[object])[id]);
    const authenticate = async (body: object) => {
      const response = await api.call("POST", `${path}/authenticate`, body);
      assertValidResponse(`POST ${path}/authenticate`, response.body);
      return response;
    };
    const revoke = (body: object) => api.call("POST", `${path}/revoke`, body);
    return { clock, api, person, session_token, session_jwt, sessionId, authenticate, revoke };
  }

  const minutesLeft = (body: Record<string, unknown>) => {
    const { expires_at, last_accessed_at } = Object(body[object]);
    return (Date.parse(expires_at) - Date.parse(last_accessed_at)) / 60_000;
  };

  it("authenticate takes the token or the JWT and returns both", async () => {
    const { authenticate, session_token, session_jwt, sessionId } = await start();
    for (const proof of [{ session_token }, { session_jwt }]) {
      const { body } = await authenticate(proof);
      expect(body).toMatchObject({ session_token, [object]: { [id]: sessionId } });
      expect(body.session_jwt).not.toBe("");
    }
  });

  it("authenticate takes an expired JWT of a living session and renews it", async () => {
    const { authenticate, clock, session_jwt } = await start();
    clock.advance(301);
    const { body } = await authenticate({ session_jwt });
    const claims = decodeJwt(String(body.session_jwt));
    expect(claims.iat).toBe(clock.now() / 1000);
    expect(claims.exp).toBe(clock.now() / 1000 + 300);
  });

  it("authenticate leaves the end as it is w/o session_duration_minutes", async () => {
    const { authenticate, clock, session_token } = await start();
    clock.advance(600);
    expect(minutesLeft((await authenticate({ session_token })).body)).toBe(50);
  });

  it.each([5, 527_040])("authenticate moves the end to %i minutes from now", async (minutes) => {
    const { authenticate, clock, session_token } = await start();
    clock.advance(600);
    const { body } = await authenticate({ session_token, session_duration_minutes: minutes });
    expect(minutesLeft(body)).toBe(minutes);
  });

  it.each([4, 527_041])("authenticate w/ %i minutes is refused", async (minutes) => {
    const { authenticate, session_token } = await start();
    const response = await authenticate({ session_token, session_duration_minutes: minutes });
    expect(response).toMatchObject(refusal(400, "invalid_session_duration_minutes"));
  });

  it("ends by itself", async () => {
    const { authenticate, clock, session_token, session_jwt } = await start();
    clock.advance(3599);
    expect((await authenticate({ session_token })).status).toBe(200);
    clock.advance(1);
    expect(await authenticate({ session_token })).toMatchObject(refusal(404, "session_not_found"));
    expect(await authenticate({ session_jwt })).toMatchObject(refusal(404, "session_not_found"));
  });

  it("custom claims are set, changed and deleted, and stand in the JWT", async () => {
    const { authenticate, session_token } = await start();
    await authenticate({ session_token, session_custom_claims: { a: 1, b: { c: 2 }, sub: "x" } });
    const changes = { a: null, d: "e" };
    const { body } = await authenticate({ session_token, session_custom_claims: changes });
    const claims = { b: { c: 2 }, d: "e" };
    expect(Object(body[object]).custom_claims).toEqual(claims);
    const payload = decodeJwt(String(body.session_jwt));
    expect(payload).toMatchObject(claims);
    expect(payload).not.toHaveProperty("a");
    expect(payload.sub).not.toBe("x");
  });

  it("custom claims of 4096 bytes fit, one more does not", async () => {
    const { authenticate, session_token } = await start();
    const claims = (bytes: number) => ({ a: "x".repeat(bytes - '{"a":""}'.length) });
    const send = (bytes: number) =>
      authenticate({ session_token, session_custom_claims: claims(bytes) });
    expect(await send(4097)).toMatchObject(refusal(400, "custom_claims_too_large"));
    expect((await send(4096)).status).toBe(200);
  });

  it("a claim of Stytch cannot be a custom claim", async () => {
    const { authenticate, session_token } = await start();
    const session_custom_claims = { [SESSION_CLAIM]: {} };
    const response = await authenticate({ session_token, session_custom_claims });
    expect(response).toMatchObject(refusal(400, "stytch_claims_in_custom_claims"));
  });

  it.each<[string, object, number, string]>([
    ["neither token nor JWT", {}, 400, "no_session_arguments"],
    ["both", { session_token: "x", session_jwt: "y" }, 400, "too_many_session_arguments"],
    ["a malformed token", { session_token: "x" }, 400, "invalid_session_token"],
    ["an unknown token", { session_token: "x".repeat(44) }, 404, "session_not_found"],
    ["a malformed JWT", { session_jwt: "x.y.z" }, 400, "unable_to_parse_session_jwt"],
    ["a duration that is a text", { session_duration_minutes: "5" }, 400, "invalid_argument"],
    ["custom claims that are a list", { session_custom_claims: [] }, 400, "invalid_argument"],
  ])("authenticate w/ %s is refused", async (_name, body, status, errorType) => {
    const { authenticate } = await start();
    expect(await authenticate(body)).toMatchObject(refusal(status, errorType));
  });

  it("authenticate w/ a JWT of another signer is refused", async () => {
    const { authenticate, session_jwt } = await start();
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const { kid = "" } = decodeProtectedHeader(session_jwt);
    const forged = await new SignJWT(decodeJwt(session_jwt))
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid })
      .sign(privateKey);
    const response = await authenticate({ session_jwt: forged });
    expect(response).toMatchObject(refusal(400, "unable_to_parse_session_jwt"));
  });

  it("authenticate w/ an authorization check is refused, as it is not emulated", async () => {
    const { authenticate, session_token } = await start();
    const response = await authenticate({ session_token, authorization_check: {} });
    expect(response).toMatchObject(refusal(400, "unavailable_endpoint"));
  });

  it("the list has the living sessions", async () => {
    const { api, clock, person, sessionId } = await start();
    const listed = async () => {
      const { body } = await api.call("GET", `${path}?${list(person)}`);
      assertValidResponse(`GET ${path}`, body);
      return body[sessionsKey];
    };
    expect(await listed()).toMatchObject([{ [id]: sessionId }]);
    clock.advance(3600);
    expect(await listed()).toEqual([]);
  });

  it("the list w/o naming anyone is refused", async () => {
    const { api } = await start();
    expect(await api.call("GET", path)).toMatchObject(refusal(400, "invalid_argument"));
  });

  it.each(["id", "token", "JWT"])("revoke by %s ends the session", async (by) => {
    const { authenticate, revoke, session_token, session_jwt, sessionId } = await start();
    const selectors: Record<string, object> = {
      id: { [id]: sessionId },
      token: { session_token },
      JWT: { session_jwt },
    };
    const { body } = await revoke(selectors[by] ?? {});
    assertValidResponse(`POST ${path}/revoke`, body);
    expect(await authenticate({ session_token })).toMatchObject(refusal(404, "session_not_found"));
    expect(await authenticate({ session_jwt })).toMatchObject(refusal(404, "session_not_found"));
  });

  it.each<[string, object, number, string]>([
    ["w/o a selector", {}, 400, "no_session_revoke_arguments"],
    ["w/ two", { [id]: "x", session_token: "y" }, 400, "too_many_session_revoke_arguments"],
    ["of an unknown session", { [id]: "session-test-unknown" }, 404, "session_not_found"],
  ])("revoke %s is refused", async (_name, body, status, errorType) => {
    const { revoke } = await start();
    expect(await revoke(body)).toMatchObject(refusal(status, errorType));
  });

  it("the JWT has the claims of Stytch", async () => {
    const { api, session_jwt, sessionId } = await start();
    const { projectId } = api.app.projects[vertical];
    expect(decodeProtectedHeader(session_jwt)).toMatchObject({ alg: "RS256", typ: "JWT" });
    const claims = decodeJwt(session_jwt);
    expect(claims).toMatchObject({
      iss: ORIGIN,
      aud: [projectId],
      [SESSION_CLAIM]: {
        id: sessionId,
        authentication_factors: [{ type: "password" }],
        attributes: { ip_address: "", user_agent: "" },
      },
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(300);
    expect(claims.nbf).toBe(claims.iat);
  });

  it("with credentials of the other vertical is refused", async () => {
    const { api } = await start();
    const other = vertical === "b2b" ? "consumer" : "b2b";
    const response = await api.as(other).call("POST", `${path}/authenticate`, {});
    expect(response).toMatchObject(
      refusal(400, vertical === "b2b" ? "invalid_b2b_endpoint" : "invalid_consumer_endpoint"),
    );
  });

  it("a session of before a reset is gone, whatever its JWT says", async () => {
    const { api, authenticate, session_jwt } = await start();
    api.app.reset();
    expect((await authenticate({ session_jwt })).status).toBe(400);
  });
});

describe("B2B sessions", () => {
  it("their JWT names the organization", async () => {
    const { session_jwt, organization_id, organization_slug } = await joinOrganization(
      createApi().as("b2b"),
    );
    expect(decodeJwt(session_jwt)).toMatchObject({
      "https://stytch.com/organization": { organization_id, slug: organization_slug },
    });
  });

  it("revoke by member id ends all of the member's and no one else's", async () => {
    const api = createApi().as("b2b");
    const first = await joinOrganization(api);
    const second = await joinOrganization(api);
    const { member_id } = first;
    await api.call("POST", "/v1/b2b/sessions/revoke", { member_id });
    const authenticate = ({ session_token }: { session_token: string }) =>
      api.call("POST", "/v1/b2b/sessions/authenticate", { session_token });
    expect(await authenticate(first)).toMatchObject(refusal(404, "session_not_found"));
    expect((await authenticate(second)).status).toBe(200);
  });

  it.each<[string, (id: string) => object, number, string]>([
    ["an unknown one", () => ({ member_id: "x" }), 404, "member_not_found"],
    [
      "a token besides",
      (member_id) => ({ member_id, session_token: "x" }),
      400,
      "too_many_session_revoke_arguments",
    ],
  ])("revoke by member id w/ %s is refused", async (_name, body, status, errorType) => {
    const api = createApi().as("b2b");
    const { organization_id } = await joinOrganization(api);
    const { member_id } = await createMember(api, organization_id);
    const response = await api.call("POST", "/v1/b2b/sessions/revoke", body(member_id));
    expect(response).toMatchObject(refusal(status, errorType));
  });
});
