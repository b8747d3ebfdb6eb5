import { setTimeout as wait } from "node:timers/promises";
import { Hono } from "hono";
import { type AuthenticatedEnv, authenticate, claimedProject } from "./authentication.ts";
import { type Clock, createClock } from "./clock.ts";
import { ApiError, internalServerError, routeNotFound } from "./errors.ts";
import { type AppOptions, readAppOptions } from "./options.ts";
import { createProjects, type Projects } from "./projects.ts";
import { routeOf, routesOf } from "./route-patterns.ts";
import { connectedAppSearchRoutes } from "./routes/connected-app-search.ts";
import { connectedAppSecretRoutes } from "./routes/connected-app-secrets.ts";
import { connectedAppRoutes } from "./routes/connected-apps.ts";
import { controlRoutes } from "./routes/control.ts";
import { debugRoutes } from "./routes/debug.ts";
import { createStore, type Store } from "./state/store.ts";
import { breakInProcess } from "./traffic/connection-faults.ts";
import { createFaults } from "./traffic/faults.ts";
import { createRequestLog } from "./traffic/request-log.ts";
import { createStatistics } from "./traffic/statistics.ts";
import { withTraffic } from "./traffic/traffic.ts";
import { failure } from "./wire/answers.ts";

/** The emulated API as a function of a request: no port, no process, no global. */
export interface EmulatorApp {
  projects: Projects;
  /**
   * Answers a request. The origin of its URL plays no part.
   *
   * @throws TypeError `fetch failed` where a fault drops the connection.
   */
  fetch(request: Request): Promise<Response>;
  /** Like `fetch`, but leaves breaking the connection to the server that carries the answer. */
  handle(request: Request): Promise<Response>;
  /** Forgets clients, statistics and faults and sets the clock right. */
  reset(): void;
}

/** What an application takes from outside. */
export interface AppSurroundings {
  /** Default: an empty store in memory. */
  store?: Store;
  /** Default: the clock of the machine. */
  clock?: Clock;
  /** Resolves after so many milliseconds. Default: a timer. */
  wait?: (ms: number) => Promise<void>;
}

/** @throws TypeError naming each wrong option. */
export function createApp(
  options: AppOptions = {},
  surroundings: AppSurroundings = {},
): EmulatorApp {
  const settings = readAppOptions(options);
  const projects = createProjects(settings.projects);
  const { store = createStore(), clock = createClock() } = surroundings;
  const faults = createFaults(clock);
  const statistics = createStatistics();
  const log = createRequestLog();

  const connectedApps = new Hono<AuthenticatedEnv>()
    .route("/", connectedAppRoutes(store, settings))
    .route("/", connectedAppSearchRoutes(store))
    .route("/", connectedAppSecretRoutes(store));
  const api = new Hono<AuthenticatedEnv>()
    .use("/v1/connected_apps/*", authenticate(projects))
    .route("/v1/connected_apps/clients", connectedApps)
    .use("/v1/debug/*", authenticate(projects))
    .route("/v1/debug", debugRoutes());
  api.notFound((c) =>
    failure(claimedProject(projects, c.req.header("authorization")), routeNotFound()),
  );
  api.onError((error, c) => {
    const answer = error instanceof ApiError ? error : internalServerError(error.message);
    return failure(claimedProject(projects, c.req.header("authorization")), answer);
  });

  const reset = () => {
    store.clear();
    faults.replace([]);
    statistics.reset();
    log.reset();
    clock.reset();
  };
  const control = new Hono().route(
    "/_emulator",
    controlRoutes({ clock, faults, statistics, log, routes: routesOf(api), reset }),
  );
  const answerApi = async (request: Request) => api.fetch(request);
  const answerV1 = withTraffic(answerApi, {
    settings,
    projects,
    clock,
    wait: surroundings.wait ?? wait,
    faults,
    statistics,
    log,
    routeOf: (request) => routeOf(api, request),
  });

  const handle = async (request: Request) => {
    const { pathname } = new URL(request.url);
    if (/^\/_emulator(\/|$)/.test(pathname)) return control.fetch(request);
    return /^\/v1(\/|$)/.test(pathname) ? answerV1(request) : answerApi(request);
  };
  return {
    projects,
    handle,
    fetch: async (request) => breakInProcess(await handle(request)),
    reset,
  };
}
