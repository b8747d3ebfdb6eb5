import { Hono } from "hono";
import { z } from "zod";
import type { AuthenticatedEnv } from "../authentication.ts";
import { contextOf, type Services } from "../context.ts";
import { apiError } from "../errors.ts";
import { mergeMetadata } from "../people/checks.ts";
import { findUser } from "../people/find.ts";
import { removeUser } from "../people/removal.ts";
import { createUser, newExternalId } from "../people/users.ts";
import type { User } from "../state/user.ts";
import { metadataFields, nameSchema, readName } from "../wire/person-input.ts";
import { userBody } from "../wire/person-output.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

const updateSchema = z.object({
  name: nameSchema.optional(),
  external_id: z.string().optional(),
  roles: z.array(z.string()).optional(),
  ...metadataFields,
});

const createSchema = updateSchema.extend({
  email: z.string().optional(),
  phone_number: z.string().optional(),
  create_user_as_pending: z.boolean().optional(),
});

/**
 * Create, get, update and delete of users.
 *
 * @see https://stytch.com/docs/api/create-user
 */
export function userRoutes(services: Services): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.post("/", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const request = await readBody(c, createSchema);
    if (!request.email && !request.phone_number) {
      throw apiError("invalid_argument", "an email or a phone_number is required");
    }
    const user = createUser(context, {
      email: request.email,
      phoneNumber: request.phone_number,
      status: request.create_user_as_pending ? "pending" : "active",
      name: readName(request.name),
      roles: request.roles,
      trustedMetadata: request.trusted_metadata,
      untrustedMetadata: request.untrusted_metadata,
      externalId: request.external_id,
    });
    return success(context.project, {
      user_id: user.id,
      email_id: user.emails[0]?.emailId ?? "",
      status: user.status,
      phone_id: user.phoneNumbers[0]?.phoneId ?? "",
      user: userBody(user),
    });
  });

  routes.get("/:user_id", (c) => {
    const { project, state } = contextOf(services, c.get("project"), c.req);
    return success(project, userBody(findUser(state, c.req.param("user_id"))));
  });

  routes.put("/:user_id", async (c) => {
    const context = contextOf(services, c.get("project"), c.req);
    const request = await readBody(c, updateSchema);
    const user = findUser(context.state, c.req.param("user_id"));
    const updated: User = {
      ...user,
      name: readName(request.name, user.name),
      roles: request.roles ?? user.roles,
      trustedMetadata: mergeMetadata(user.trustedMetadata, request.trusted_metadata),
      untrustedMetadata: mergeMetadata(user.untrustedMetadata, request.untrusted_metadata),
      externalId: newExternalId(context, request.external_id ?? user.externalId ?? "", user),
    };
    context.state.users.replace(updated);
    const body = userBody(updated);
    const { user_id, emails, phone_numbers, crypto_wallets } = body;
    return success(context.project, {
      user_id,
      emails,
      phone_numbers,
      crypto_wallets,
      user: body,
    });
  });

  routes.delete("/:user_id", (c) => {
    const { project, state } = contextOf(services, c.get("project"), c.req);
    const user = findUser(state, c.req.param("user_id"));
    removeUser(state, user);
    return success(project, { user_id: user.id });
  });

  return routes;
}
