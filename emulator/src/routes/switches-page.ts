import { type Context, Hono } from "hono";
import { habitsSchema } from "../habits/schema.ts";
import { HABITS } from "../habits/table.ts";
import { misbehaviourListSchema } from "../misbehaviours.ts";
import type { DomainEnv } from "../oauth/domain.ts";
import { pageResponse } from "../pages/layout.ts";
import { switchesPage } from "../pages/switches-page.ts";
import { type Parsed, parse } from "../parse.ts";
import { projectSwitchesSchema } from "../state/project-switches.ts";
import { type Fault, faultListSchema } from "../traffic/fault-schema.ts";
import { clockProblem, clockSchema } from "./control.ts";
import { onlyFromOwnPages, readForm } from "./own-pages.ts";
import { type PageServices, sceneOf } from "./page-scene.ts";

export interface SwitchesServices extends PageServices {
  /** `METHOD /pattern` of every route of the emulated API. */
  routes: readonly string[];
  reset: () => void;
}

/** The page of what can be switched, and the forms of that page. */
export function switchesPageRoutes(services: SwitchesServices): Hono<DomainEnv> {
  const { clock, faults, habits, misbehaviours, store, routes } = services;
  const faultsSchema = faultListSchema(routes);
  const pages = new Hono<DomainEnv>();

  pages.get("/switches", (c) => pageResponse(switchesPage(sceneOf(c, services), routes)));

  /** A form, which leads back to its place in the page. @param change What is wrong, if anything is. */
  const post = (
    path: string,
    change: (fields: Record<string, string>, c: Context<DomainEnv>) => string | undefined,
  ) => {
    pages.post(`/switches/${path}`, onlyFromOwnPages, async (c) => {
      const problem = change(await readForm(c.req), c);
      if (problem !== undefined) {
        return pageResponse(switchesPage(sceneOf(c, services), routes, problem), { status: 400 });
      }
      return c.redirect(`/_emulator/switches#${path.split("/")[0]}`, 303);
    });
  };

  post("clock", (fields) => {
    const body = parse(clockSchema, { advanceSeconds: Number(fields.advanceSeconds) });
    if (!body.ok) return body.problems;
    const problem = clockProblem(clock, body.value.advanceSeconds);
    if (problem === undefined) clock.advance(body.value.advanceSeconds);
    return problem;
  });

  post("faults/add", ({ effect = "", route, times }) => {
    const [name = "", value = ""] = effect.split(" ");
    const fault = {
      [name]: /^\d+$/.test(value) ? Number(value) : value,
      ...(route && { route }),
      times: /^\d+$/.test(times ?? "") ? Number(times) : times,
    };
    const added = parse(faultsSchema, [fault]);
    return applied(added, (body) => faults.replace([...current(), ...body.faults]));
  });
  const current = (): Fault[] => faults.list().map(({ fired: _, ...fault }) => fault);
  post("faults/remove", ({ index }) => {
    faults.replace(current().filter((_, place) => String(place) !== index));
    return undefined;
  });

  post("misbehaviours", ({ toggle = "" }) => {
    const on: string[] = misbehaviours.list();
    const names = on.includes(toggle) ? on.filter((name) => name !== toggle) : [...on, toggle];
    const body = parse(misbehaviourListSchema, names);
    return applied(body, (value) => misbehaviours.replace(value.misbehaviours));
  });

  post("habits", ({ name = "", value = "" }) => {
    const isQuantity = Object.entries(HABITS).some(
      ([one, entry]) => one === name && "unit" in entry,
    );
    const body = parse(habitsSchema, {
      [name]: isQuantity && value !== "" ? Number(value) : value,
    });
    return body.ok ? habits.set(body.value) : body.problems;
  });
  post("habits/reset", () => {
    habits.reset();
    return undefined;
  });

  post("project", ({ dynamicClientRegistration, requireRedirectUri }, c) => {
    const { switches } = store.of(c.env.domain.projectId);
    const changed = {
      ...switches.get(),
      ...(dynamicClientRegistration !== undefined && {
        dynamicClientRegistration: dynamicClientRegistration === "true",
      }),
      ...(requireRedirectUri !== undefined && { requireRedirectUri }),
    };
    return applied(parse(projectSwitchesSchema, changed), switches.set);
  });

  post("project/authorization-endpoint", ({ choice, url }, c) => {
    const { switches } = store.of(c.env.domain.projectId);
    const { authorizationEndpoint: _, ...others } = switches.get();
    const chosen = choice === "none" ? null : url;
    const changed = choice === "emulator" ? others : { ...others, authorizationEndpoint: chosen };
    return applied(parse(projectSwitchesSchema, changed), switches.set);
  });
  post("project/scopes/add", ({ scope, description, role }, c) => {
    const { switches } = store.of(c.env.domain.projectId);
    const { customScopes, ...others } = switches.get();
    if (customScopes.some((one) => one.scope === scope)) {
      return `customScopes: there is a scope ${scope}; remove it first`;
    }
    const added = { scope, description, ...(role && { role }) };
    const changed = { ...others, customScopes: [...customScopes, added] };
    return applied(parse(projectSwitchesSchema, changed), switches.set);
  });
  post("project/scopes/remove", ({ scope }, c) => {
    const { switches } = store.of(c.env.domain.projectId);
    const { customScopes, ...others } = switches.get();
    switches.set({ ...others, customScopes: customScopes.filter((one) => one.scope !== scope) });
    return undefined;
  });

  post("reset", () => {
    services.reset();
    return undefined;
  });

  return pages;
}

function applied<T>(body: Parsed<T>, apply: (value: T) => void): string | undefined {
  if (!body.ok) return body.problems;
  apply(body.value);
  return undefined;
}
