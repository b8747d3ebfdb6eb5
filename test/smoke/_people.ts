import { createHash } from "node:crypto";
import { z } from "zod";
import type { Scene } from "./_harness.ts";

/** Someone who was there before the smoke test, with a session of an hour. */
export interface Person {
  readonly email: string;
  readonly password: string;
  readonly subjectId: string;
  readonly organizationId?: string | undefined;
  readonly sessionToken: string;
  readonly sessionJwt: string;
}

/** Ways to be someone who stays. */
export const SUBJECTS = {
  "session token": ({ sessionToken }: Person) => ({ sessionToken }),
  "session JWT": ({ sessionJwt }: Person) => ({ sessionJwt }),
  password: ({ email, password, organizationId }: Person) => ({ email, password, organizationId }),
};

const email = "tester@example.com";
const password = "the tester's long password";

const tokens = { session_token: z.string(), session_jwt: z.string() };
const userResponse = z.object({ user_id: z.string(), ...tokens });
const memberResponse = z.object({ member_id: z.string(), ...tokens });
const organizationResponse = z.object({ organization: z.object({ organization_id: z.string() }) });

export function makePerson(scene: Scene): Promise<Person> {
  return scene.vertical === "b2b" ? makeMember(scene) : makeUser(scene);
}

async function makeUser({ api }: Scene): Promise<Person> {
  const body = { email, password, session_duration_minutes: 60 };
  const user = userResponse.parse(await api("POST", "/v1/passwords", body));
  const { session_token: sessionToken, session_jwt: sessionJwt } = user;
  return { email, password, subjectId: user.user_id, sessionToken, sessionJwt };
}

async function makeMember({ api }: Scene): Promise<Person> {
  const { organization } = organizationResponse.parse(
    await api("POST", "/v1/b2b/organizations", {
      organization_name: "Testers",
      organization_slug: "testers",
    }),
  );
  const { organization_id } = organization;
  const who = { organization_id, email_address: email };
  const hash = createHash("sha512").update(password).digest("hex");
  await api("POST", "/v1/b2b/passwords/migrate", { ...who, hash, hash_type: "sha_512" });
  const member = memberResponse.parse(
    await api("POST", "/v1/b2b/passwords/authenticate", { ...who, password }),
  );
  const { session_token: sessionToken, session_jwt: sessionJwt } = member;
  const subjectId = member.member_id;
  return { email, password, subjectId, organizationId: organization_id, sessionToken, sessionJwt };
}

/** Comes back from an emulated Google login as someone, with a token that is good for one login. */
export async function socialLogin(scene: Scene, person: Person): Promise<{ oauthToken: string }> {
  const b2b = scene.vertical === "b2b";
  const url = new URL(`${scene.url}/v1/${b2b ? "b2b/" : ""}public/oauth/google/start`);
  const query = {
    public_token: scene.target.projectId.replace("project-", "public-token-"),
    login_redirect_url: "https://app.example.com/authenticate",
    provider_login_hint: person.email,
    ...(person.organizationId !== undefined && { organization_id: person.organizationId }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const { headers } = await fetch(url, { redirect: "manual" });
  const location = new URL(headers.get("location") ?? "about:blank");
  return { oauthToken: z.string().parse(location.searchParams.get("token")) };
}
