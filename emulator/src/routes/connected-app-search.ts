import { Hono } from "hono";
import type { AuthenticatedEnv } from "../authentication.ts";
import type { Store } from "../state/store.ts";
import { searchRequestSchema } from "../wire/connected-app-input.ts";
import { connectedAppBody } from "../wire/connected-app-output.ts";
import { decodeCursor, encodeCursor } from "../wire/cursor.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

const DEFAULT_PAGE_SIZE = 100;

/**
 * Lists Connected App clients page by page, in creation order.
 *
 * @see https://stytch.com/docs/api/connected-apps-search
 */
export function connectedAppSearchRoutes(store: Store): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.post("/search", async (c) => {
    const project = c.get("project");
    const request = await readBody(c.req, searchRequestSchema);
    const limit = request.limit || DEFAULT_PAGE_SIZE;
    const { connectedApps } = store.of(project.projectId);
    // One more than the page holds tells whether there is a next page.
    const found = connectedApps.after(decodeCursor(request.cursor), limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const hasMore = found.length > page.length && last !== undefined;
    return success(project, {
      connected_apps: page.map((entry) => connectedAppBody(entry.app)),
      results_metadata: {
        total: connectedApps.count(),
        next_cursor: hasMore ? encodeCursor(last.sequence) : null,
      },
    });
  });

  return routes;
}
