import { z } from "zod";
import { nearest } from "../nearest.ts";
import { wholeNumber } from "../parse.ts";

const EFFECTS = ["status", "latencyMs", "drop", "body", "rateLimit"] as const;

const ANY = Number.MAX_SAFE_INTEGER;
/** A union that one member nearly takes shows the error of that member, so each has the error of all. */
const TIMES = { error: 'must be a whole number that is at least 1, null or "always"' };
const RETRY_AFTER = {
  error: "must be whole seconds or an HTTP date such as Sun, 06 Nov 1994 08:49:37 GMT",
};

function faultSchema(routes: readonly string[]) {
  return z
    .strictObject({
      route: z
        .string()
        .refine((route) => routes.includes(route), {
          error: ({ input }) => noSuchRoute(String(input), routes),
        })
        .optional(),
      times: z.union([z.int(TIMES).min(1, TIMES), z.null(), z.literal("always")], TIMES).optional(),
      after: wholeNumber(0, ANY).default(0),
      status: wholeNumber(400, 599).optional(),
      retryAfter: z
        .union(
          [
            z.int(RETRY_AFTER).min(0, RETRY_AFTER),
            z.string().regex(/GMT$/, RETRY_AFTER).refine(isDate, RETRY_AFTER),
          ],
          RETRY_AFTER,
        )
        .optional(),
      latencyMs: wholeNumber(0, 600_000, "milliseconds").optional(),
      drop: z.enum(["before", "after"]).optional(),
      body: z.enum(["malformed", "truncated"]).optional(),
      rateLimit: wholeNumber(0, ANY).optional(),
    })
    .refine((fault) => EFFECTS.filter((effect) => fault[effect] !== undefined).length === 1, {
      error: `exactly one of ${EFFECTS.join(", ")} is needed`,
    })
    .refine((fault) => fault.retryAfter === undefined || fault.status !== undefined, {
      path: ["retryAfter"],
      error: "goes with status only",
    })
    .transform(({ times, ...fault }) => ({ ...fault, times: readTimes(times, fault.rateLimit) }));
}

/**
 * A list of faults, bare or as `{ "faults": […] }`.
 *
 * @param routes The values that `route` may have.
 */
export function faultListSchema(routes: readonly string[]) {
  const key = routes.join();
  const schema = schemas.get(key) ?? createListSchema(routes);
  schemas.set(key, schema);
  return schema;
}

/** Emulators of one process have the same routes, and building a schema is most of starting one. */
const schemas = new Map<string, ReturnType<typeof createListSchema>>();

function createListSchema(routes: readonly string[]) {
  const list = z.array(faultSchema(routes));
  return z.preprocess(
    (body) => (Array.isArray(body) ? { faults: body } : body),
    z.strictObject({ faults: list }),
  );
}

/** One thing that goes wrong, as accepted: `times` is null for good. */
export type Fault = z.output<ReturnType<typeof faultSchema>>;

/** A rate limit that ended after one refusal would hardly be one, so it lasts unless `times` is given. */
function readTimes(times: number | null | "always" | undefined, rateLimit: number | undefined) {
  if (times === undefined) return rateLimit === undefined ? 1 : null;
  return times === "always" ? null : times;
}

function noSuchRoute(route: string, routes: readonly string[]): string {
  const near = nearest(route, routes);
  return `there is no such route; ${near === undefined ? `the routes are ${routes.join(", ")}` : `did you mean ${near}?`}`;
}

function isDate(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}
