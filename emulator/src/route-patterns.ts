import type { Env, Hono } from "hono";

/** @returns `METHOD /pattern` of every route, with `{name}` for a parameter. */
export function routesOf<E extends Env>(app: Hono<E>): string[] {
  return app.routes.filter(isRoute).map((route) => `${route.method} ${pattern(route.path)}`);
}

/** @returns `METHOD /pattern` of the route that a request meets, or `METHOD (unknown)`. */
export function routeOf<E extends Env>(app: Hono<E>, request: Request): string {
  // Hono serves HEAD with the handler of GET.
  const method = request.method === "HEAD" ? "GET" : request.method;
  const [matches] = app.router.match(method, app.getPath(request));
  const route = matches.map(([[, route]]) => route).find(isRoute);
  return `${method} ${route === undefined ? "(unknown)" : pattern(route.path)}`;
}

/** Middleware is registered for ALL methods, a route never. */
function isRoute(route: { method: string }): boolean {
  return route.method !== "ALL";
}

function pattern(path: string): string {
  return path.replace(/:(\w+)/g, "{$1}");
}
