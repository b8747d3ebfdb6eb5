import { claimedProject } from "../authentication.ts";
import type { Clock } from "../clock.ts";
import { type ApiError, apiError, errorOfStatus } from "../errors.ts";
import type { AppSettings } from "../options.ts";
import type { Project, Projects } from "../projects.ts";
import { failure } from "../wire/responses.ts";
import { markResponse } from "./connection-faults.ts";
import type { FaultEffect, Faults } from "./faults.ts";
import { createRateLimit } from "./rate-limit.ts";
import { startRecording } from "./recording.ts";
import type { RequestLog } from "./request-log.ts";
import type { Statistics } from "./statistics.ts";

/** @param domain The project whose domain the request was sent to. */
type Handler = (request: Request, domain: Project) => Promise<Response>;

export interface TrafficParts {
  settings: AppSettings;
  projects: Projects;
  clock: Clock;
  /** Resolves after the given milliseconds; rejects if the emulator closes meanwhile. */
  wait: (ms: number) => Promise<void>;
  faults: Faults;
  statistics: Statistics;
  log: RequestLog;
  /** `METHOD /pattern` of a request. */
  routeOf: (request: Request) => string;
}

/** Puts delay, rate limit, faults and counting around the handler of the emulated API. */
export function withTraffic(handler: Handler, parts: TrafficParts): Handler {
  const { settings, clock, wait, faults } = parts;
  const limit =
    settings.rateLimit === undefined ? undefined : createRateLimit(settings.rateLimit, clock);

  async function respond(
    request: Request,
    route: string,
    domain: Project,
    handle: () => Promise<Response>,
  ): Promise<Response> {
    const withinLimit = limit?.take() ?? true;
    const fault = withinLimit ? faults.meet(route) : { latencyMs: 0 };
    const latencyMs = settings.latencyMs + fault.latencyMs;
    if (latencyMs > 0) await wait(latencyMs);
    if (!withinLimit) return refuse(request, domain, apiError("too_many_requests"), 1);
    return fault.effect === undefined
      ? handle()
      : strike(request, route, domain, fault.effect, handle);
  }

  async function strike(
    request: Request,
    route: string,
    domain: Project,
    effect: FaultEffect,
    handle: () => Promise<Response>,
  ): Promise<Response> {
    if (effect.kind === "status") {
      return refuse(request, domain, errorOfStatus(effect.status, route), effect.retryAfter);
    }
    if (effect.kind === "drop" && effect.when === "before") {
      return markResponse(new Response(), "dropped");
    }
    const response = await handle();
    if (effect.kind === "drop") return markResponse(response, "dropped");
    if (effect.how === "truncated") return markResponse(response, "truncated");
    return new Response("<html><body>not what was requested</body></html>", {
      headers: { "content-type": "application/json" },
    });
  }

  function refuse(
    request: Request,
    domain: Project,
    error: ApiError,
    retryAfter?: number | string,
  ): Response {
    const project = claimedProject(parts.projects, request.headers.get("authorization"), domain);
    const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
    return failure(project, error, headers);
  }

  return async (incoming, domain) => {
    const route = parts.routeOf(incoming);
    const { read, finish } = startRecording(incoming);
    const handle = async () => handler(await read(), domain);
    const { response, recording } = await finish(await respond(incoming, route, domain, handle));
    parts.statistics.count(route, recording.status);
    parts.log.add({ ...recording, route, time: new Date(clock.now()).toISOString() });
    return response;
  };
}
