import { z } from "zod";
import { habitsSchema } from "./habits/schema.ts";
import type { HabitValues } from "./habits/table.ts";
import { parse } from "./parse.ts";
import { projectOverridesSchema } from "./projects.ts";

const int32 = z.int32();

export const appOptionsSchema = z.strictObject({
  projects: projectOverridesSchema.default({}),
  habits: habitsSchema.default({}),
  updateSemantics: z.enum(["merge", "replace"]).optional(),
  accessTokenExpiryMinutes: z
    .strictObject({ min: int32, max: int32 })
    .refine(({ min, max }) => min <= max, "min must not exceed max")
    .optional(),
  maxConnectedApps: int32.min(0).optional(),
  rejectClientTypeOnUpdate: z.boolean().optional(),
  latencyMs: int32.min(0).default(0),
  rateLimit: int32.min(1).optional(),
});

export type AppSettings = z.output<typeof appOptionsSchema>;

/** What the emulated API does where Stytch's documentation leaves a choice. */
export interface AppOptions extends z.input<typeof appOptionsSchema> {
  /** Other ids, secrets or names for the two projects. Default: fixed development credentials. */
  projects?: z.input<typeof projectOverridesSchema>;
  /**
   * Habits by name, where they are not the defaults: how the emulator decides what Stytch's documentation
   * leaves open. `HABITS` is the table.
   */
  habits?: Partial<HabitValues>;
  /** Short for the habit `omitted_fields_on_update`: `merge` is `merged`, `replace` is `reset`. */
  updateSemantics?: "merge" | "replace";
  /** Short for the habits `min_access_token_expiry_minutes` and `max_access_token_expiry_minutes`. */
  accessTokenExpiryMinutes?: { min: number; max: number };
  /** Connected Apps a project may hold before 400 `too_many_connected_apps`. Default: no limit. */
  maxConnectedApps?: number;
  /** Short for the habit `client_type_on_update`: true is `refused`. */
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

/** The habits that the options name; `habits` itself stands over what is short for one. */
export function startedHabits(settings: AppSettings): Partial<HabitValues> {
  const { updateSemantics, rejectClientTypeOnUpdate, accessTokenExpiryMinutes, habits } = settings;
  return {
    ...(updateSemantics === "replace" && { omitted_fields_on_update: "reset" }),
    ...(rejectClientTypeOnUpdate === true && { client_type_on_update: "refused" }),
    ...(accessTokenExpiryMinutes !== undefined && {
      min_access_token_expiry_minutes: accessTokenExpiryMinutes.min,
      max_access_token_expiry_minutes: accessTokenExpiryMinutes.max,
    }),
    ...habits,
  };
}
