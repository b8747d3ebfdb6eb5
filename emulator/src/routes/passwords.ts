import { Hono } from "hono";
import { z } from "zod";
import type { AuthenticatedEnv } from "../authentication.ts";
import { contextOf, type Services } from "../context.ts";
import { apiError } from "../errors.ts";
import { newId } from "../ids.ts";
import { hashFields, readHash } from "../passwords/migrated-hash.ts";
import { isPassword, storePassword } from "../passwords/stored-password.ts";
import { checkEmail, mergeMetadata } from "../people/checks.ts";
import { findUserByEmail } from "../people/find.ts";
import { createUser } from "../people/users.ts";
import { passwordFactor } from "../sessions/factors.ts";
import { checkLogin, logIn, sessionFields, sessionProofFields } from "../sessions/login.ts";
import { sessionResponse } from "../sessions/response.ts";
import type { User } from "../state/user.ts";
import { metadataFields, nameSchema, readName } from "../wire/person-input.ts";
import { userBody } from "../wire/person-output.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

const createSchema = z.object({
  email: z.string(),
  password: z.string(),
  name: nameSchema.optional(),
  ...metadataFields,
  ...sessionFields,
});

const authenticateSchema = z.object({
  email: z.string(),
  password: z.string(),
  ...sessionFields,
  ...sessionProofFields,
});

const migrateSchema = z.object({
  email: z.string(),
  ...hashFields,
  name: nameSchema.optional(),
  phone_number: z.string().optional(),
  set_email_verified: z.boolean().optional(),
  set_phone_number_verified: z.boolean().optional(),
  external_id: z.string().optional(),
  roles: z.array(z.string()).optional(),
  ...metadataFields,
});

/**
 * Passwords of users: create, authenticate and migrate.
 *
 * @see https://stytch.com/docs/api/password-create
 */
export function passwordRoutes(services: Services): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.post("/", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const request = await readBody(c, createSchema);
    checkLogin(request);
    if (findUserByEmail(context.state, checkEmail(request.email)))
      throw apiError("duplicate_email");
    const password = await storePassword(request.password, context.project.environment);
    const created = createUser(context, {
      email: request.email,
      name: readName(request.name),
      trustedMetadata: request.trusted_metadata,
      untrustedMetadata: request.untrusted_metadata,
    });
    const user: User = { ...created, password };
    context.state.users.replace(user);
    const email = emailOf(user, request.email);
    const factor = passwordFactor(email, context.clock.now());
    const subject = { kind: "user", user } as const;
    return success(context.project, {
      user_id: user.id,
      email_id: email.emailId,
      ...sessionResponse(subject, await logIn(context, subject, factor, request)),
    });
  });

  routes.post("/authenticate", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const request = await readBody(c, authenticateSchema);
    const user = findUserByEmail(context.state, checkEmail(request.email));
    if (user === undefined) throw apiError("email_not_found");
    if (user.password === null) throw apiError("no_user_password");
    if (!(await isPassword(user.password, request.password)))
      throw apiError("unauthorized_credentials");
    const subject = { kind: "user", user } as const;
    const factor = passwordFactor(emailOf(user, request.email), context.clock.now());
    return success(context.project, {
      user_id: user.id,
      ...sessionResponse(subject, await logIn(context, subject, factor, request)),
    });
  });

  routes.post("/migrate", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const request = await readBody(c, migrateSchema);
    const hash = readHash(request);
    const known = findUserByEmail(context.state, checkEmail(request.email));
    if (known && known.password !== null) throw apiError("password_already_exists");
    const base =
      known ??
      createUser(context, {
        email: request.email,
        phoneNumber: request.phone_number,
        phoneNumberVerified: request.set_phone_number_verified ?? false,
        externalId: request.external_id,
      });
    const user: User = {
      ...base,
      emails: base.emails.map((entry) =>
        request.set_email_verified ? { ...entry, verified: true } : entry,
      ),
      name: readName(request.name, base.name),
      roles: request.roles ?? base.roles,
      trustedMetadata: mergeMetadata(base.trustedMetadata, request.trusted_metadata),
      untrustedMetadata: mergeMetadata(base.untrustedMetadata, request.untrusted_metadata),
      password: { passwordId: newId("password", context.project.environment), ...hash },
    };
    context.state.users.replace(user);
    return success(context.project, {
      user_id: user.id,
      email_id: emailOf(user, request.email).emailId,
      user_created: known === undefined,
      user: userBody(user),
    });
  });

  return routes;
}

/** The entry of the address that found the user. */
function emailOf(user: User, address: string): User["emails"][number] {
  const entry = user.emails.find(({ email }) => email.toLowerCase() === address.toLowerCase());
  if (entry === undefined) throw apiError("email_not_found");
  return entry;
}
