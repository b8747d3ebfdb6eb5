import { z } from "zod";
import { parse } from "./parse.ts";
import { projectOverridesSchema } from "./projects.ts";

const int32 = z.int32();

export const appOptionsSchema = z.strictObject({
  projects: projectOverridesSchema.default({}),
  updateSemantics: z.enum(["merge", "replace"]).default("merge"),
  accessTokenExpiryMinutes: z
    .strictObject({ min: int32, max: int32 })
    .refine(({ min, max }) => min <= max, "min must not exceed max")
    .default({ min: 5, max: 1440 }),
  maxConnectedApps: int32.min(0).optional(),
  rejectClientTypeOnUpdate: z.boolean().default(false),
  latencyMs: int32.min(0).default(0),
  rateLimit: int32.min(1).optional(),
});

export type AppSettings = z.output<typeof appOptionsSchema>;

/** What the emulated API does where Stytch's documentation leaves a choice. */
export interface AppOptions extends z.input<typeof appOptionsSchema> {
  /** Other ids, secrets or names for the two projects. Default: fixed development credentials. */
  projects?: z.input<typeof projectOverridesSchema>;
  /**
   * What a PUT does with fields it does not name: `merge` keeps them, `replace` resets them to the
   * defaults of a new client. Stytch does not document it. Default: `merge`.
   */
  updateSemantics?: "merge" | "replace";
  /**
   * Accepted `access_token_expiry_minutes`, both ends included; anything else is refused with 400
   * `idp_invalid_access_token_expiry_minutes`. Default: 5 to 1440 minutes.
   */
  accessTokenExpiryMinutes?: { min: number; max: number };
  /** Connected Apps a project may hold before 400 `too_many_connected_apps`. Default: no limit. */
  maxConnectedApps?: number;
  /** Whether a PUT that names `client_type` is refused with 400 `invalid_argument`. Default: no, it is ignored. */
  rejectClientTypeOnUpdate?: boolean;
  /** Milliseconds added before every response of the emulated API. Default: 0. */
  latencyMs?: number;
  /**
   * Requests per second to the emulated API, counted in fixed one-second windows over both projects; those above
   * get 429 `too_many_requests` with `Retry-After: 1`. Default: no limit.
   */
  rateLimit?: number;
}

/** @throws TypeError naming every wrong option by its path. */
export function readAppOptions(options: AppOptions): AppSettings {
  const settings = parse(appOptionsSchema, options);
  if (!settings.ok) throw new TypeError(settings.problems);
  return settings.value;
}
