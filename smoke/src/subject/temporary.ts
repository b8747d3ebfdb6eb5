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
 * Creates someone with a session; clean-up deletes them.
 *
 * @param restarted Whether an earlier try may have created someone and used the names.
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
  let user: Made = { kind: "unknown" };
  cleanup.add(`temporary user ${email}`, async () => {
    if (user.kind === "made") return deleteUser(call, user.id);
    if (user.kind === "not-made") return false;
    const [found] = await searchUsers(call, { exactly: email });
    return found !== undefined && deleteUser(call, found.id);
  });
  try {
    const session = await createUserWithPassword(call, { email, password }, wish);
    user = { kind: "made", id: session.subjectId };
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
  let organization: Made = { kind: "unknown" };
  cleanup.add(
    `temporary organization ${slug} and its member`,
    async () => organization.kind !== "not-made" && deleteOrganization(call, slug),
  );
  try {
    const id = await createOrganization(call, { name, slug });
    organization = { kind: "made", id };
    await importMemberWithPassword(call, id, email, hashOf(password));
    return await loginWithPassword(call, "b2b", { email, password, organizationId: id }, wish);
  } catch (error) {
    if (organization.kind === "unknown") organization = madeDespite(error);
    throw error;
  }
}

/** Whether something was created; unknown if the response was lost. */
type Made =
  | { readonly kind: "made"; readonly id: string }
  | { readonly kind: "not-made" }
  | { readonly kind: "unknown" };

function madeDespite(error: unknown): Made {
  const isRefused = error instanceof RefusedError && !mayHaveSucceeded(error);
  return { kind: isRefused ? "not-made" : "unknown" };
}

/** Bounds the requests of a run; the next run continues. */
const MOST_LEFTOVERS = 5;

/** What became of the leftovers of earlier runs. */
export type Leftovers =
  | { readonly kind: "removed"; readonly count: number }
  | { readonly kind: "not-removed"; readonly reason: string };

/**
 * Deletes what earlier runs created and could not delete because they were killed. If that fails,
 * the run still tests.
 */
export async function removeLeftovers(
  context: CheckContext,
  vertical: Vertical,
): Promise<Leftovers> {
  const { call } = context;
  const b2b = vertical === "b2b";
  try {
    const found = b2b
      ? await searchOrganizations(call, MARK_PREFIX)
      : await searchUsers(call, { part: MARK_PREFIX });
    const leftovers = found.filter(({ name }) => isLeftover(name, context.now()));
    let count = 0;
    for (const { id } of leftovers.slice(0, MOST_LEFTOVERS)) {
      if (await (b2b ? deleteOrganization(call, id) : deleteUser(call, id))) count += 1;
    }
    return { kind: "removed", count };
  } catch (error) {
    if (!(error instanceof RefusedError || error instanceof RequestError)) throw error;
    return { kind: "not-removed", reason: error.message };
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
