import { pbkdf2Sync, randomBytes } from "node:crypto";
import type { CheckContext } from "../context.ts";
import { mayHaveSucceeded, RefusedError, RequestError } from "../errors.ts";
import { isLeftover, MARK_PREFIX, type MarkedNames } from "../mark.ts";
import {
  createUserWithPassword,
  importMemberWithPassword,
  loginWithPassword,
  type PasswordHash,
} from "../stytch/logins.ts";
import type { LiveSession, SessionWish } from "../stytch/sessions.ts";
import {
  createOrganization,
  deleteOrganization,
  deleteUser,
  searchOrganizations,
  searchUsers,
} from "../stytch/temporary.ts";
import type { Vertical } from "../target.ts";

const HASH_ITERATIONS = 10_000;
const HASH_BYTES = 32;

/**
 * Makes someone with a session, to be deleted at clean-up.
 *
 * @param restarted whether it may have been made before, and its names may be taken.
 */
export function createTemporarySubject(
  context: CheckContext,
  vertical: Vertical,
  wish: SessionWish,
  restarted: boolean,
): Promise<LiveSession> {
  const password = randomBytes(24).toString("base64url");
  context.secrets.add(password);
  const names = restarted ? context.mark.renamed() : context.mark;
  const make = vertical === "b2b" ? makeMember : makeUser;
  return make(context, names, password, wish);
}

async function makeUser(
  { call, cleanup }: CheckContext,
  { email }: MarkedNames,
  password: string,
  wish: SessionWish,
): Promise<LiveSession> {
  let user: Made = "perhaps";
  cleanup.add(`temporary user ${email}`, async () => {
    if (user !== "perhaps") return user !== "no" && deleteUser(call, user.id);
    const [found] = await searchUsers(call, { exactly: email });
    return found !== undefined && deleteUser(call, found.id);
  });
  try {
    const session = await createUserWithPassword(call, { email, password }, wish);
    user = { id: session.subjectId };
    return session;
  } catch (error) {
    user = madeDespite(error);
    throw error;
  }
}

async function makeMember(
  { call, cleanup }: CheckContext,
  { organizationName: name, organizationSlug: slug, email }: MarkedNames,
  password: string,
  wish: SessionWish,
): Promise<LiveSession> {
  let organization: Made = "perhaps";
  cleanup.add(
    `temporary organization ${slug} and its member`,
    async () => organization !== "no" && deleteOrganization(call, slug),
  );
  try {
    const id = await createOrganization(call, { name, slug });
    organization = { id };
    await importMemberWithPassword(call, id, email, hashOf(password));
    return await loginWithPassword(call, "b2b", { email, password, organizationId: id }, wish);
  } catch (error) {
    if (organization === "perhaps") organization = madeDespite(error);
    throw error;
  }
}

/** Whether something was made. The answer that says so, and names it, may have been lost. */
type Made = { readonly id: string } | "no" | "perhaps";

function madeDespite(error: unknown): "no" | "perhaps" {
  return error instanceof RefusedError && !mayHaveSucceeded(error) ? "no" : "perhaps";
}

/** Bounds the requests of a run; the next one goes on. */
const MOST_LEFTOVERS = 5;

/**
 * Deletes what earlier runs made and could not delete because they were killed. That this may fail
 * is no reason not to test.
 *
 * @returns how many were deleted, or why none could be.
 */
export async function removeLeftovers(
  context: CheckContext,
  vertical: Vertical,
): Promise<number | string> {
  const { call } = context;
  const b2b = vertical === "b2b";
  try {
    const found = b2b
      ? await searchOrganizations(call, MARK_PREFIX)
      : await searchUsers(call, { part: MARK_PREFIX });
    const leftovers = found.filter(({ name }) => isLeftover(name, context.now()));
    let removed = 0;
    for (const { id } of leftovers.slice(0, MOST_LEFTOVERS)) {
      if (await (b2b ? deleteOrganization(call, id) : deleteUser(call, id))) removed += 1;
    }
    return removed;
  } catch (error) {
    if (error instanceof RefusedError || error instanceof RequestError) return error.message;
    throw error;
  }
}

function hashOf(password: string): PasswordHash {
  const salt = randomBytes(16);
  const hash = pbkdf2Sync(password, salt, HASH_ITERATIONS, HASH_BYTES, "sha256");
  return {
    hash: hash.toString("base64"),
    salt: salt.toString("base64"),
    iterations: HASH_ITERATIONS,
    keyLength: HASH_BYTES,
  };
}
