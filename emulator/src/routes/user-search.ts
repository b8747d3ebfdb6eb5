import { Hono } from "hono";
import type { AuthenticatedEnv } from "../authentication.ts";
import type { Services } from "../context.ts";
import { type Searchable, searchPage, searchSchema } from "../people/search.ts";
import type { User } from "../state/user.ts";
import { userBody } from "../wire/person-output.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

const emails = (user: User) => user.emails.map((entry) => entry.email);
const phoneNumbers = (user: User) => user.phoneNumbers.map((entry) => entry.phoneNumber);

const USERS: Searchable<User> = {
  kind: "user",
  whole: {
    user_id: (user) => [user.id, user.externalId ?? ""],
    email_address: emails,
    email_id: (user) => user.emails.map((entry) => entry.emailId),
    phone_number: phoneNumbers,
    phone_id: (user) => user.phoneNumbers.map((entry) => entry.phoneId),
    status: (user) => [user.status],
  },
  part: { email_address_fuzzy: emails, phone_number_fuzzy: phoneNumbers },
};

/**
 * Lists users page by page, in creation order; the filters that compare texts.
 *
 * @see https://stytch.com/docs/api/search-users
 */
export function userSearchRoutes({ store }: Services): Hono<AuthenticatedEnv> {
  return new Hono<AuthenticatedEnv>().post("/search", async (c) => {
    const project = c.get("project");
    const search = await readBody(c, searchSchema);
    const users = store.of(project.projectId).users.all();
    const found = searchPage(users, search, USERS);
    return success(project, {
      results: found.page.map(userBody),
      results_metadata: found.metadata,
    });
  });
}
