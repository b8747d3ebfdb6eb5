import { Hono } from "hono";
import { BENDS, bendListSchema } from "../bends.ts";
import type { OAuthServices } from "../oauth/context.ts";
import type { DomainEnv } from "../oauth/domain.ts";
import { projectSwitchesSchema } from "../state/project-switches.ts";
import { readControlBody } from "./control.ts";

/**
 * `/_emulator/project`: what Stytch's dashboard sets for the project of this port. What a PUT leaves
 * out goes back to its default.
 *
 * `/_emulator/bends`: in which ways the emulator is wrong on purpose, on both ports.
 */
export function oauthControlRoutes({ store, bends }: OAuthServices): Hono<DomainEnv> {
  const control = new Hono<DomainEnv>();

  control.get("/project", (c) => {
    const { projectId } = c.env.domain;
    return c.json({ projectId, ...store.of(projectId).switches.get() });
  });
  control.put("/project", async (c) => {
    const body = await readControlBody(c, projectSwitchesSchema);
    if ("problem" in body) return c.json({ error: body.problem }, 400);
    const { projectId } = c.env.domain;
    store.of(projectId).switches.set(body.value);
    return c.json({ projectId, ...body.value });
  });

  control.get("/bends", (c) => c.json({ bends: bends.list(), known: BENDS }));
  control.put("/bends", async (c) => {
    const body = await readControlBody(c, bendListSchema);
    if ("problem" in body) return c.json({ error: body.problem }, 400);
    bends.replace(body.value.bends);
    return c.json({ bends: bends.list() });
  });

  return control;
}
