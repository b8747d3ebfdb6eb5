import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { type Api, readResponse } from "./_api.ts";

export const PASSWORD = "correct horse battery staple";

/** An instant that a test can move. */
export function createTestClock() {
  let nowMs = Date.parse("2026-03-01T12:00:00Z");
  return {
    now: () => nowMs,
    advance(seconds: number) {
      nowMs += seconds * 1000;
    },
    reset() {},
  };
}

const userSessionSchema = z.object({
  user_id: z.string(),
  session_token: z.string(),
  session_jwt: z.string(),
  session: z.looseObject({ session_id: z.string() }),
});

/** Creates a user with a password and, unless the fields say otherwise, a session of an hour. */
export async function signUp(api: Api, fields: Record<string, unknown> = {}) {
  const email = `user-${randomUUID()}@example.com`;
  const response = await api.call("POST", "/v1/passwords", {
    email,
    password: PASSWORD,
    session_duration_minutes: 60,
    ...fields,
  });
  return { email, ...userSessionSchema.parse(response.body) };
}

const organizationSchema = z.object({
  organization: z.looseObject({ organization_id: z.string(), organization_slug: z.string() }),
});

export async function createOrganization(api: Api, fields: Record<string, unknown> = {}) {
  const body = { organization_name: `Org ${randomUUID()}`, ...fields };
  const response = await api.call("POST", "/v1/b2b/organizations", body);
  return organizationSchema.parse(response.body).organization;
}

const memberSchema = z.object({ member: z.looseObject({ member_id: z.string() }) });

export async function createMember(
  api: Api,
  organizationId: string,
  fields: Record<string, unknown> = {},
) {
  const body = { email_address: `member-${randomUUID()}@example.com`, ...fields };
  const path = `/v1/b2b/organizations/${organizationId}/members`;
  return memberSchema.parse((await api.call("POST", path, body)).body).member;
}

/** What a migrate request needs of `PASSWORD`. */
export const MIGRATED = {
  hash: createHash("sha512").update(PASSWORD).digest("hex"),
  hash_type: "sha_512",
};

const memberSessionSchema = z.object({
  member_id: z.string(),
  organization_id: z.string(),
  session_token: z.string(),
  session_jwt: z.string(),
  member_session: z.looseObject({ member_session_id: z.string() }),
});

/** Creates an organization and in it a member with a password and a session of an hour. */
export async function joinOrganization(api: Api, fields: Record<string, unknown> = {}) {
  const { organization_id, organization_slug } = await createOrganization(api);
  const email_address = `member-${randomUUID()}@example.com`;
  const person = { organization_id, email_address };
  await api.call("POST", "/v1/b2b/passwords/migrate", { ...person, ...MIGRATED });
  const login = { ...person, password: PASSWORD, ...fields };
  const { body } = await api.call("POST", "/v1/b2b/passwords/authenticate", login);
  return { email_address, organization_slug, ...memberSessionSchema.parse(body) };
}

/** Sends a request without credentials. */
export async function callOpenly(api: Api, path: string) {
  return readResponse(await api.app.fetch(new Request(`http://emulator.test${path}`)));
}
