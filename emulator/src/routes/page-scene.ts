import type { Context } from "hono";
import type { DomainEnv } from "../oauth/domain.ts";
import type { PageParts, Scene } from "../pages/scene.ts";
import type { Store } from "../state/store.ts";

/** The parts of pages, with where they find what a project holds. */
export interface PageServices extends PageParts {
  store: Store;
}

/** What a request for a page is about: the project of its port. */
export function sceneOf(c: Context<DomainEnv>, services: PageServices): Scene {
  const { domain: project } = c.env;
  return {
    ...services,
    project,
    state: services.store.of(project.projectId),
    showsSecrets: c.req.query("secrets") === "shown",
  };
}
