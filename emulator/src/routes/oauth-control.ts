import { Hono } from "hono";
import { bendListSchema, MISBEHAVIOURS, misbehaviourListSchema } from "../misbehaviours.ts";
import type { OAuthServices } from "../oauth/context.ts";
import type { DomainEnv } from "../oauth/domain.ts";
import { projectSwitchesSchema } from "../state/project-switches.ts";
import { readControlBody, refused } from "./control-body.ts";

/**
 * `/_emulator/project`: what Stytch's dashboard sets for the project of this port. What a PUT leaves
 * out goes back to its default.
 *
 * `/_emulator/misbehaviours`: in which ways the emulator is wrong on purpose, on both ports. Its
 * earlier name `/_emulator/bends` still works in this version, with `bends` in the bodies.
 */
export function oauthControlRoutes({ store, misbehaviours }: OAuthServices): Hono<DomainEnv> {
  const control = new Hono<DomainEnv>();

  control.get("/project", (c) => {
    const { projectId } = c.env.domain;
    return c.json({ projectId, ...store.of(projectId).switches.get() });
  });
  control.put("/project", async (c) => {
    const body = await readControlBody(
      c,
      projectSwitchesSchema,
      '{"dynamicClientRegistration": true}',
    );
    if (!body.ok) return refused(c, body.problems);
    const { projectId } = c.env.domain;
    store.of(projectId).switches.set(body.value);
    return c.json({ projectId, ...body.value });
  });

  control.get("/misbehaviours", (c) =>
    c.json({ misbehaviours: misbehaviours.list(), known: MISBEHAVIOURS }),
  );
  control.put("/misbehaviours", async (c) => {
    const body = await readControlBody(c, misbehaviourListSchema, '["wrong_issuer"]');
    if (!body.ok) return refused(c, body.problems);
    misbehaviours.replace(body.value.misbehaviours);
    return c.json({ misbehaviours: misbehaviours.list() });
  });

  control.get("/bends", (c) => c.json({ bends: misbehaviours.list(), known: MISBEHAVIOURS }));
  control.put("/bends", async (c) => {
    const body = await readControlBody(c, bendListSchema, '["wrong_issuer"]');
    if (!body.ok) return refused(c, body.problems);
    misbehaviours.replace(body.value.bends);
    return c.json({ bends: misbehaviours.list() });
  });

  return control;
}
