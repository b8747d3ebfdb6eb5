import { z } from "zod";

const EFFECTS = ["status", "latencyMs", "drop", "body", "rateLimit"] as const;

const int = z.int();

function faultSchema(routes: readonly string[]) {
  return z
    .strictObject({
      route: z
        .string()
        .refine((route) => routes.includes(route), {
          error: `no such route; the routes are ${routes.join(", ")}`,
        })
        .optional(),
      times: z.union([int.min(1), z.null(), z.literal("always")]).optional(),
      after: int.min(0).default(0),
      status: int.min(400).max(599).optional(),
      retryAfter: z
        .union([int.min(0), z.string().regex(/GMT$/).refine(isDate)], {
          error: "must be whole seconds or an HTTP date such as Sun, 06 Nov 1994 08:49:37 GMT",
        })
        .optional(),
      latencyMs: int.min(0).max(600_000).optional(),
      drop: z.enum(["before", "after"]).optional(),
      body: z.enum(["malformed", "truncated"]).optional(),
      rateLimit: int.min(0).optional(),
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
  const list = z.array(faultSchema(routes));
  return z.preprocess(
    (body) => (Array.isArray(body) ? { faults: body } : body),
    z.strictObject({ faults: list }),
  );
}

/** One thing that goes wrong, as accepted: `times` is null for ever. */
export type Fault = z.output<ReturnType<typeof faultSchema>>;

/** A rate limit that ended after one refusal would hardly be one, so it lasts unless `times` is given. */
function readTimes(times: number | null | "always" | undefined, rateLimit: number | undefined) {
  if (times === undefined) return rateLimit === undefined ? 1 : null;
  return times === "always" ? null : times;
}

function isDate(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}
