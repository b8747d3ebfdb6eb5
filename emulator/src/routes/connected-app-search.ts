import { Hono } from "hono";
import type { AuthenticatedEnv } from "../authentication.ts";
import { apiError } from "../errors.ts";
import type { HabitValues } from "../habits/table.ts";
import type { History } from "../state/history.ts";
import { searchRequestSchema } from "../wire/connected-app-input.ts";
import { connectedAppBody } from "../wire/connected-app-output.ts";
import { decodeCursor, encodeCursor } from "../wire/cursor.ts";
import { readBody } from "../wire/request-body.ts";
import { success } from "../wire/responses.ts";

const DEFAULT_PAGE_SIZE = 100;

/**
 * Lists Connected App clients page by page, in creation order or its reverse.
 *
 * @see https://stytch.com/docs/api/connected-apps-search
 */
export function connectedAppSearchRoutes({ seen }: History): Hono<AuthenticatedEnv> {
  const routes = new Hono<AuthenticatedEnv>();

  routes.post("/search", async (c) => {
    const project = c.get("project");
    const habits = c.get("habits");
    const request = await readBody(c, searchRequestSchema);
    const limit = pageSize(request.limit, habits);
    const clients = seen(project.projectId, habits.search_lag_seconds);
    const isOldestFirst = habits.search_order === "oldest_first";
    const sequence = decodeCursor(request.cursor);
    const entries = isOldestFirst ? clients.entries() : clients.entries().reverse();
    const rest = entries.filter(
      (entry) =>
        sequence === 0 || (isOldestFirst ? entry.sequence > sequence : entry.sequence < sequence),
    );
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    const hasMore = rest.length > page.length && last !== undefined;
    return success(project, {
      connected_apps: page.map((entry) => connectedAppBody(entry.app, habits)),
      results_metadata: {
        ...total(clients.count(), habits),
        next_cursor: hasMore ? encodeCursor(last.sequence) : null,
      },
    });
  });

  return routes;
}

/** 0 stands for the default. */
function pageSize(limit: number | undefined, habits: HabitValues): number {
  const { search_page_maximum: maximum, search_limit_above_maximum } = habits;
  const wanted = limit || Math.min(DEFAULT_PAGE_SIZE, maximum);
  if (wanted > maximum && search_limit_above_maximum === "refused") {
    throw apiError("invalid_argument", `limit is greater than ${maximum}`);
  }
  return Math.min(wanted, maximum);
}

function total(count: number, { search_total }: HabitValues): { total?: number } {
  if (search_total === "left_out") return {};
  return { total: search_total === "counted" ? count : -1 };
}
