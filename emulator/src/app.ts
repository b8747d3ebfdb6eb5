import { setTimeout as wait } from "node:timers/promises";
import { type Context, Hono } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import { type AuthenticatedEnv, authenticate, claimedProject } from "./authentication.ts";
import { type Clock, createClock } from "./clock.ts";
import { controlApi } from "./control-api.ts";
import { ApiError, apiError } from "./errors.ts";
import { createHabits } from "./habits/habits.ts";
import { createMisbehaviours } from "./misbehaviours.ts";
import type { DomainEnv } from "./oauth/domain.ts";
import { oauthApi } from "./oauth-api.ts";
import { type AppOptions, readAppOptions, startedHabits } from "./options.ts";
import { createProjects, type Project, type Projects, type Vertical } from "./projects.ts";
import { routeOf, routesOf } from "./route-patterns.ts";
import { connectedAppSearchRoutes } from "./routes/connected-app-search.ts";
import { connectedAppSecretRoutes } from "./routes/connected-app-secrets.ts";
import { connectedAppRoutes } from "./routes/connected-apps.ts";
import { debugRoutes } from "./routes/debug.ts";
import { peopleRoutes } from "./routes/people.ts";
import { applySeed } from "./seed/apply.ts";
import type { Seed } from "./seed/schema.ts";
import { forgetOld } from "./state/forget.ts";
import { createHistory } from "./state/history.ts";
import { createStore, type Store } from "./state/store.ts";
import { breakInProcess } from "./traffic/connection-faults.ts";
import { createFaults } from "./traffic/faults.ts";
import { createRequestLog } from "./traffic/request-log.ts";
import { createStatistics } from "./traffic/statistics.ts";
import { withTraffic } from "./traffic/traffic.ts";
import { withFurtherFields } from "./wire/further-fields.ts";
import { failure } from "./wire/responses.ts";

/** A sweep goes through everything stored, so it must be rare. */
const REQUESTS_BETWEEN_SWEEPS = 500;

/** The emulated API as a function of a request: no port, no process, no global. */
export interface EmulatorApp {
  projects: Projects;
  /**
   * Responds to a request. The origin of its URL is the issuer of tokens and matters for nothing else.
   *
   * @param domain The project whose domain it was sent to, which matters where the request itself
   * names none: in the OAuth endpoints. Default: `consumer`.
   * @throws TypeError `fetch failed` where a fault drops the connection.
   */
  fetch(request: Request, domain?: Vertical): Promise<Response>;
  /** Like `fetch`, but leaves breaking the connection to the server that sends the response. */
  handle(request: Request, domain?: Vertical): Promise<Response>;
  /** Forgets everything and resets the clock. */
  reset(): void;
  /**
   * Creates and changes clients, people, organizations and settings; all that the seed names, or nothing.
   *
   * @throws SeedError naming the place in the seed.
   */
  seed(seed: Seed): Promise<void>;
}

/** What an application takes from outside. */
export interface AppSurroundings {
  /** Default: an empty store in memory. */
  store?: Store;
  /** Default: the clock of the machine. */
  clock?: Clock;
  /** Resolves after the given milliseconds. Default: a timer. */
  wait?: (ms: number) => Promise<void>;
}

/** @throws TypeError naming each wrong option. */
export function createApp(
  options: AppOptions = {},
  surroundings: AppSurroundings = {},
): EmulatorApp {
  const settings = readAppOptions(options);
  const projects = createProjects(settings.projects);
  const { clock = createClock() } = surroundings;
  const faults = createFaults(clock);
  const statistics = createStatistics();
  const log = createRequestLog();
  const misbehaviours = createMisbehaviours();
  const kept = surroundings.store ?? createStore();
  const habits = createHabits(startedHabits(settings), kept);
  const history = createHistory(kept, clock, () =>
    Math.max(habits.get("search_lag_seconds"), habits.get("get_lag_seconds")),
  );
  const { store } = history;
  const oauthServices = { store, clock, projects, habits, misbehaviours };

  const connectedApps = new Hono<AuthenticatedEnv>()
    .route("/", connectedAppRoutes(history, settings, misbehaviours))
    .route("/", connectedAppSearchRoutes(history))
    .route("/", connectedAppSecretRoutes(store, clock));
  const known = authenticate(projects, habits);
  // The router that Hono would choose for these paths after it has tried another.
  const api = new Hono<AuthenticatedEnv & DomainEnv>({ router: new TrieRouter() })
    .use("/v1/connected_apps/*", known)
    .route("/v1/connected_apps/clients", connectedApps)
    .use("/v1/debug/*", known)
    .route("/v1/debug", debugRoutes())
    .route("/", peopleRoutes({ store, clock, habits }, projects))
    .route("/", oauthApi(oauthServices, settings));
  const callerOf = (c: Context<AuthenticatedEnv & DomainEnv>) =>
    claimedProject(projects, c.req.header("authorization"), c.env.domain);
  api.notFound((c) => failure(callerOf(c), apiError("route_not_found")));
  api.onError((error, c) => {
    const failed =
      error instanceof ApiError ? error : apiError("internal_server_error", error.message);
    return failure(callerOf(c), failed);
  });

  const reset = () => {
    store.clear();
    faults.replace([]);
    misbehaviours.replace([]);
    statistics.reset();
    log.reset();
    clock.reset();
  };
  const respond = async (request: Request, domain: Project) => {
    const response = await api.fetch(request, { domain });
    const isAboutClients = new URL(request.url).pathname.startsWith("/v1/connected_apps/");
    return isAboutClients && habits.get("further_response_fields") === "present"
      ? withFurtherFields(response)
      : response;
  };
  const respondWithTraffic = withTraffic(respond, {
    settings,
    projects,
    clock,
    wait: surroundings.wait ?? wait,
    faults,
    statistics,
    log,
    routeOf: (request) => routeOf(api, request),
  });

  let version = Date.now();
  let control: ReturnType<typeof controlApi> | undefined;
  // Late: most emulators of a process that starts thousands of them never need it.
  const getControl = () => {
    control ??= controlApi({
      ...oauthServices,
      faults,
      statistics,
      log,
      routes: routesOf(api),
      reset,
      version: () => version,
      callApi: respondWithTraffic,
    });
    return control;
  };

  let requests = 0;
  const respondByPath = (request: Request, domain: Project) => {
    const { pathname } = new URL(request.url);
    if (/^\/_emulator(\/|$)/.test(pathname)) return getControl().fetch(request, { domain });
    if (pathname === "/" && request.headers.get("accept")?.includes("text/html")) {
      return new Response(null, { status: 302, headers: { location: "/_emulator/" } });
    }
    return /^\/(v1|\.well-known)(\/|$)/.test(pathname)
      ? respondWithTraffic(request, domain)
      : respond(request, domain);
  };
  const handle = async (request: Request, vertical: Vertical = "consumer") => {
    requests += 1;
    if (requests % REQUESTS_BETWEEN_SWEEPS === 0) {
      for (const { projectId } of [projects.consumer, projects.b2b]) {
        forgetOld(store.of(projectId), clock.now());
      }
    }
    const response = await respondByPath(request, projects[vertical]);
    const isPage =
      request.method === "GET" && new URL(request.url).pathname.startsWith("/_emulator");
    if (!isPage) version += 1;
    return response;
  };
  return {
    projects,
    handle,
    fetch: async (request, domain) => breakInProcess(await handle(request, domain)),
    reset,
    seed: (seed) => applySeed(seed, oauthServices),
  };
}
