import { type Context, Hono } from "hono";
import type { DomainEnv } from "../oauth/domain.ts";
import { problemPage } from "../pages/authorize-page.ts";
import { framed } from "../pages/frame.ts";
import { clients } from "../pages/kinds/clients.ts";
import { pageResponse } from "../pages/layout.ts";
import { createListing } from "../pages/listing.ts";
import { signInPage } from "../pages/sign-in-page.ts";
import type { Project } from "../projects.ts";
import { onlyFromOwnPages } from "./own-pages.ts";
import { type PageServices, sceneOf } from "./page-scene.ts";

const chooser = createListing({ ...clients, path: "sign-in" });

/** What the back end of a client would call. */
const ENDPOINTS = ["token", "introspect", "revoke"];

/**
 * Where the emulator plays a client: pages to choose one and to sign in with it, and its back end.
 *
 * @param callApi Sends a request to the emulated API.
 */
export function signInPageRoutes(
  services: PageServices,
  callApi: (request: Request, domain: Project) => Promise<Response>,
): Hono<DomainEnv> {
  const pages = new Hono<DomainEnv>();

  pages.get("/sign-in", (c) => clientChoice(c, services));

  pages.get("/sign-in/:client_id", (c) => {
    const scene = sceneOf(c, services);
    const app = scene.state.connectedApps.get(c.req.param("client_id"));
    return app === undefined
      ? pageResponse(problemPage("connected_app_not_found", "No such client."), { status: 404 })
      : pageResponse(signInPage(scene, app));
  });

  for (const endpoint of ENDPOINTS) {
    pages.post(`/sign-in/:client_id/${endpoint}`, onlyFromOwnPages, async (c) => {
      const { domain } = c.env;
      const fields = new URLSearchParams(await c.req.text());
      const clientId = c.req.param("client_id") ?? "";
      const { connectedApps, clearSecrets } = services.store.of(domain.projectId);
      const hash = connectedApps.get(clientId)?.secret?.sha256;
      const known = hash === undefined ? undefined : clearSecrets.find(hash);
      fields.set("client_id", clientId);
      if (known !== undefined && !fields.has("client_secret")) fields.set("client_secret", known);
      const headers = { "user-agent": "stytch-emulator sign-in" };
      const url = new URL(`/v1/oauth2/${endpoint}`, c.req.url);
      return callApi(new Request(url, { method: "POST", headers, body: fields }), domain);
    });
  }

  return pages;
}

/** A page to choose a client to sign in with. */
export function clientChoice(c: Context<DomainEnv>, services: PageServices): Promise<Response> {
  const scene = sceneOf(c, services);
  const title = "Sign in: choose a client";
  const list = chooser.list(scene, c.req.query());
  return pageResponse(framed(scene, { title, current: "authorize" }, list));
}
