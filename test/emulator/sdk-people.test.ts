import { randomUUID } from "node:crypto";
import * as stytch from "stytch";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { createEmulator, type Emulator } from "../../emulator/src/index.ts";
import { MIGRATED, PASSWORD } from "./_people.ts";
import { assertValidResponse } from "./_schemas.ts";

let emulator: Emulator;
let consumer: stytch.Client;
let b2b: stytch.B2BClient;

beforeAll(async () => {
  // The SDK warns about every base URL that is not one of Stytch's two.
  vi.spyOn(console, "warn").mockImplementation(() => {});
  emulator = await createEmulator();
  const configOf = ({ url, projectId, secret }: Emulator["projects"]["b2b"]) => ({
    project_id: projectId,
    secret,
    env: url,
  });
  consumer = new stytch.Client(configOf(emulator.projects.consumer));
  b2b = new stytch.B2BClient(configOf(emulator.projects.b2b));
});

afterAll(async () => {
  await emulator.close();
  vi.restoreAllMocks();
});

async function valid<T>(operation: string, response: Promise<T>): Promise<T> {
  const body = await response;
  assertValidResponse(operation, body);
  return body;
}

async function refused(response: Promise<unknown>): Promise<string> {
  const error: unknown = await response.then(
    () => undefined,
    (reason) => reason,
  );
  if (!(error instanceof stytch.StytchError)) throw new Error(`no StytchError: ${error}`);
  return error.error_type;
}

describe("Node SDK, consumer", () => {
  const signUp = () =>
    valid(
      "POST /v1/passwords",
      consumer.passwords.create({
        email: `${randomUUID()}@example.com`,
        password: PASSWORD,
        session_duration_minutes: 60,
      }),
    );

  it("creates, reads, changes, finds and deletes a user", async () => {
    const email = `${randomUUID()}@example.com`;
    const { user_id } = await valid("POST /v1/users", consumer.users.create({ email }));
    const name = { first_name: "Ada" };
    expect((await consumer.users.update({ user_id, name })).user.name).toMatchObject(name);
    const read = await valid("GET /v1/users/{user_id}", consumer.users.get({ user_id }));
    expect(read.emails[0]?.email).toBe(email);
    const operands = [{ filter_name: "email_address", filter_value: [email] }];
    const found = await consumer.users.search({ query: { operator: "AND", operands } });
    expect(found.results.map((user) => user.user_id)).toEqual([user_id]);
    const part = [{ filter_name: "email_address_fuzzy", filter_value: email.slice(0, 36) }];
    const alike = await consumer.users.search({ query: { operator: "AND", operands: part } });
    expect(alike.results).toEqual(found.results);
    await valid("DELETE /v1/users/{user_id}", consumer.users.delete({ user_id }));
    expect(await refused(consumer.users.get({ user_id }))).toBe("user_not_found");
  });

  it("verifies a session JWT by itself, w/o asking", async () => {
    const { session_jwt, session, user_id } = await signUp();
    const verified = await consumer.sessions.authenticateJwtLocal({ session_jwt });
    expect(verified).toMatchObject({
      session_id: session?.session_id,
      user_id,
      roles: ["stytch_user"],
    });
    expect(verified.expires_at).toBe(new Date(session?.expires_at ?? "").toISOString());
  });

  it("authenticateJwt() falls back to asking for an expired JWT", async () => {
    const { session_jwt, session_token } = await signUp();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 600_000 });
    const local = consumer.sessions.authenticateJwtLocal({ session_jwt });
    await expect(local).rejects.toMatchObject({ code: "jwt_invalid" });
    const response = await consumer.sessions.authenticateJwt({ session_jwt });
    expect(response).toMatchObject({ session_token, session_jwt: expect.stringMatching(/^ey/) });
  });

  it("extends, lists and revokes a session", async () => {
    const { session_token, user_id } = await signUp();
    const response = await valid(
      "POST /v1/sessions/authenticate",
      consumer.sessions.authenticate({
        session_token,
        session_duration_minutes: 120,
        session_custom_claims: { tier: "gold" },
      }),
    );
    const verified = await consumer.sessions.authenticateJwt({ session_jwt: response.session_jwt });
    expect(verified.session.custom_claims).toEqual({ tier: "gold" });
    const list = await valid("GET /v1/sessions", consumer.sessions.get({ user_id }));
    expect(list.sessions).toHaveLength(1);
    await valid("POST /v1/sessions/revoke", consumer.sessions.revoke({ session_token }));
    const again = consumer.sessions.authenticate({ session_token });
    expect(await refused(again)).toBe("session_not_found");
  });

  it("migrates a password and logs in with it", async () => {
    const email = `${randomUUID()}@example.com`;
    const migrated = await consumer.passwords.migrate({ email, ...MIGRATED });
    expect(migrated.user_created).toBe(true);
    const login = consumer.passwords.authenticate({ email, password: PASSWORD });
    const { user_id } = await valid("POST /v1/passwords/authenticate", login);
    expect(user_id).toBe(migrated.user_id);
    const wrong = consumer.passwords.authenticate({ email, password: "wrong password" });
    expect(await refused(wrong)).toBe("unauthorized_credentials");
  });
});

describe("Node SDK, B2B", () => {
  async function join() {
    const organization_name = `Org ${randomUUID()}`;
    const { organization } = await valid(
      "POST /v1/b2b/organizations",
      b2b.organizations.create({ organization_name }),
    );
    const { organization_id } = organization;
    const email_address = `${randomUUID()}@example.com`;
    const { member_id } = await valid(
      "POST /v1/b2b/organizations/{organization_id}/members",
      b2b.organizations.members.create({ organization_id, email_address }),
    );
    const who = { organization_id, email_address };
    await valid("POST /v1/b2b/passwords/migrate", b2b.passwords.migrate({ ...who, ...MIGRATED }));
    const login = b2b.passwords.authenticate({ ...who, password: PASSWORD });
    const response = await valid("POST /v1/b2b/passwords/authenticate", login);
    expect(response.member_id).toBe(member_id);
    return response;
  }

  it("reads, changes and deletes an organization", async () => {
    const { organization_id } = await join();
    const changed = await valid(
      "PUT /v1/b2b/organizations/{organization_id}",
      b2b.organizations.update({
        organization_id,
        first_party_connected_apps_allowed_type: "NOT_ALLOWED",
      }),
    );
    const read = await valid(
      "GET /v1/b2b/organizations/{organization_id}",
      b2b.organizations.get({ organization_id }),
    );
    expect(read.organization.first_party_connected_apps_allowed_type).toBe("NOT_ALLOWED");
    expect(read.organization).toEqual(changed.organization);
    await b2b.organizations.delete({ organization_id });
    const gone = b2b.organizations.get({ organization_id });
    expect(await refused(gone)).toBe("organization_not_found");
  });

  it("finds organizations by their id and by a part of their slug", async () => {
    const { organization_id, organization } = await join();
    const found = (filter_name: string, filter_value: unknown) =>
      b2b.organizations.search({
        limit: 10,
        query: { operator: "AND", operands: [{ filter_name, filter_value }] },
      });
    const byId = await found("organization_ids", [organization_id]);
    expect(byId.organizations).toMatchObject([{ organization_id }]);
    expect(byId.results_metadata.total).toBe(1);
    const bySlug = await found("organization_slug_fuzzy", organization.organization_slug.slice(4));
    expect(bySlug.organizations).toEqual(byId.organizations);
    expect(await refused(found("organization_slug_fuzzy", "or"))).toBe(
      "organization_search_organization_slug_fuzzy_too_short",
    );
  });

  it("reads, changes, finds and deletes a member", async () => {
    const { organization_id, member_id } = await join();
    const { members } = b2b.organizations;
    const { member } = await members.update({ organization_id, member_id, name: "Ada" });
    expect(member.name).toBe("Ada");
    const operands = [{ filter_name: "member_ids", filter_value: [member_id] }];
    const found = await members.search({
      organization_ids: [organization_id],
      query: { operator: "AND", operands },
    });
    expect(found.members).toEqual([member]);
    await members.delete({ organization_id, member_id });
    expect(await refused(members.get({ organization_id, member_id }))).toBe("member_not_found");
  });

  it("verifies a session JWT by itself, w/o asking", async () => {
    const { session_jwt, member_id, organization_id, organization, member_session } = await join();
    const verified = await b2b.sessions.authenticateJwtLocal({ session_jwt });
    expect(verified).toMatchObject({
      member_session_id: member_session?.member_session_id,
      member_id,
      organization_id,
      organization_slug: organization.organization_slug,
    });
  });

  it("extends, lists and revokes a session", async () => {
    const { session_token, session_jwt, member_id, organization_id } = await join();
    await valid(
      "POST /v1/b2b/sessions/authenticate",
      b2b.sessions.authenticate({ session_jwt, session_duration_minutes: 120 }),
    );
    const who = { organization_id, member_id };
    const list = await valid("GET /v1/b2b/sessions", b2b.sessions.get(who));
    expect(list.member_sessions).toHaveLength(1);
    await valid("POST /v1/b2b/sessions/revoke", b2b.sessions.revoke({ member_id }));
    const again = b2b.sessions.authenticate({ session_token });
    expect(await refused(again)).toBe("session_not_found");
  });
});

describe("Node SDK, on the wrong kind of project", () => {
  it("is refused by name", async () => {
    const config = (project: Emulator["projects"]["b2b"]) => ({
      project_id: project.projectId,
      secret: project.secret,
      env: project.url,
    });
    const wrongB2b = new stytch.B2BClient(config(emulator.projects.consumer));
    const wrongConsumer = new stytch.Client(config(emulator.projects.b2b));
    const organization = wrongB2b.organizations.create({ organization_name: "x" });
    expect(await refused(organization)).toBe("invalid_b2b_endpoint");
    const user = wrongConsumer.users.create({ email: "ada@example.com" });
    expect(await refused(user)).toBe("invalid_consumer_endpoint");
  });
});
