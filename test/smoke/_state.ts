import { z } from "zod";
import { createStore } from "../../emulator/src/state/store.ts";
import { openScene, type Scene, type SceneWish } from "./_harness.ts";

const ids = z.array(z.object({ id: z.string() }).transform(({ id }) => id)).default([]);
const tokens = z
  .array(z.object({ id: z.string(), ending: z.string().nullable() }))
  .default([])
  .transform((all) => all.filter(({ ending }) => ending === null).map(({ id }) => id));

const stateSchema = z.object({
  projects: z.record(
    z.string(),
    z.object({
      users: ids,
      organizations: ids,
      members: ids,
      sessions: ids,
      consents: ids,
      accessTokens: tokens,
      refreshTokens: tokens,
    }),
  ),
});

const namesSchema = z.object({
  projects: z.record(
    z.string(),
    z.object({
      users: z.array(z.object({ emails: z.array(z.object({ email: z.string() })) })),
      organizations: z.array(z.object({ settings: z.object({ organizationSlug: z.string() }) })),
    }),
  ),
});

/** Everything in a project that a smoke test might leave behind. */
export type LivingThings = Record<string, string[]>;

/** A scene whose emulator shows what it holds. */
export interface WatchedScene extends Scene {
  livingThings(): LivingThings;
  /** E-mail addresses of users and slugs of organizations. */
  names(): string[];
}

export async function watchScene(wish: SceneWish = {}): Promise<WatchedScene> {
  const store = createStore();
  const scene = await openScene({ ...wish, store });
  return {
    ...scene,
    names() {
      const state = namesSchema.parse(store.snapshot()).projects[scene.target.projectId];
      return [
        ...(state?.users ?? []).flatMap(({ emails }) => emails.map(({ email }) => email)),
        ...(state?.organizations ?? []).map(({ settings }) => settings.organizationSlug),
      ];
    },
    livingThings() {
      const state = stateSchema.parse(store.snapshot());
      return state.projects[scene.target.projectId] ?? {};
    },
  };
}
