import { Hono } from "hono";
import type { DomainEnv } from "../oauth/domain.ts";
import { type Inspected, inspectorPage } from "../pages/inspector-page.ts";
import { pageResponse } from "../pages/layout.ts";
import type { Store } from "../state/store.ts";

/** A page to look into the project of this port. */
export function inspectorPageRoutes(
  parts: Omit<Inspected, "project" | "state"> & { store: Store },
): Hono<DomainEnv> {
  return new Hono<DomainEnv>().get("/", (c) => {
    const { domain: project } = c.env;
    const state = parts.store.of(project.projectId);
    return pageResponse(inspectorPage({ ...parts, project, state }));
  });
}
