import fc from "fast-check";
import type { ConnectedApp, StytchApi } from "../../../provider/src/stytch/api.ts";
import {
  type ConnectedAppFields,
  FIELD_NAMES,
  type FieldName,
  SERVER_DEFAULTS,
} from "../../../provider/src/stytch/connected-app-fields.ts";
import { StytchApiError, StytchNetworkError } from "../../../provider/src/stytch/errors.ts";

/** What a server makes of the value of a field; what it made once stays as it is. */
type Form = (value: never) => unknown;

const whatwg = (url: string) => URL.parse(url)?.href ?? url;
const compact = (template: string) => template.replace(/\s/g, "");

/** Ways to write what was sent, by the kind of value. */
const FORMS = {
  list: {
    "as given": (urls: string[]) => urls,
    WHATWG: (urls: string[]) => urls.map(whatwg),
    sorted: (urls: string[]) => [...urls].sort(),
    "sorted, WHATWG, without duplicates": (urls: string[]) => [...new Set(urls.map(whatwg))].sort(),
    "in lower case": (urls: string[]) => urls.map((url) => url.toLowerCase()),
    "one only": (urls: string[]) => urls.slice(0, 1),
    none: () => [],
  },
  text: {
    "as given": (text: string) => text,
    trimmed: (text: string) => text.trim(),
    cut: (text: string) => text.slice(0, 7),
    "in upper case": (text: string) => text.toUpperCase(),
    "always the same": () => "the same",
  },
  template: {
    "as given": (template: string) => template,
    compact,
    "with spaces": (template: string) => compact(template).replace(/[{:,]/g, "$& "),
  },
  number: {
    "as given": (minutes: number) => minutes,
    "at most 60": (minutes: number) => Math.min(minutes, 60),
    "at least 60": (minutes: number) => Math.max(minutes, 60),
    "always 5": () => 5,
  },
  flag: { "as given": (flag: boolean) => flag, "always off": () => false },
} satisfies Record<string, Record<string, Form>>;

function kindOf(name: FieldName): keyof typeof FORMS {
  const value = SERVER_DEFAULTS[name];
  if (Array.isArray(value)) return "list";
  if (typeof value === "boolean") return "flag";
  if (typeof value === "number") return "number";
  return value === "{}" ? "template" : "text";
}

/** Names of the form of each field. */
export type FormNames = Record<FieldName, string>;

export const anyForms: fc.Arbitrary<FormNames> = fc.record(
  Object.fromEntries(
    FIELD_NAMES.map((name) => [name, fc.constantFrom(...Object.keys(FORMS[kindOf(name)]))]),
  ) as Record<FieldName, fc.Arbitrary<string>>,
);

export const AS_GIVEN = Object.fromEntries(
  FIELD_NAMES.map((name) => [name, "as given"]),
) as FormNames;

/** A server in memory that writes every value in a form of its own. */
export function formingServer(forms: FormNames) {
  const apps = new Map<string, ConnectedApp>();
  const calls: string[] = [];
  let losesCreates = false;

  function formed(fields: Partial<ConnectedAppFields>): Partial<ConnectedAppFields> {
    const entries = Object.entries(fields) as [FieldName, unknown][];
    return Object.fromEntries(
      entries.map(([name, value]) => {
        const byName: Record<string, Form> = FORMS[kindOf(name)];
        return [name, byName[forms[name]]?.(value as never)];
      }),
    );
  }
  function held(clientId: string): ConnectedApp {
    const app = apps.get(clientId);
    if (app) return structuredClone(app);
    const place = { method: "GET", path: "/v1/connected_apps/clients" };
    throw new StytchApiError(place, { status: 404, errorType: "connected_app_not_found" }, "");
  }
  function write(clientId: string, fields: Partial<ConnectedAppFields>): ConnectedApp {
    apps.set(clientId, { ...held(clientId), ...formed(fields) });
    return held(clientId);
  }
  const api: Partial<StytchApi> = {
    projectId: "project-test-1",
    async createConnectedApp({ clientType, ...fields }) {
      calls.push("create");
      const clientId = `connected-app-test-${apps.size + 1}`;
      const all = { ...SERVER_DEFAULTS, ...fields } as ConnectedAppFields;
      const secrets = { clientSecretLastFour: "", nextClientSecretLastFour: "" };
      const identity = { clientId, clientType, status: "active", ...secrets };
      apps.set(clientId, { ...identity, ...all, ...formed(all) });
      if (losesCreates) throw new StytchNetworkError({ method: "POST", path: "/" }, "broke.", true);
      return { ...held(clientId), clientSecret: "" };
    },
    async getConnectedApp(clientId) {
      calls.push("get");
      return held(clientId);
    },
    async updateConnectedApp(clientId, fields) {
      calls.push("update");
      return write(clientId, fields);
    },
    async searchConnectedApps() {
      calls.push("search");
      return { connectedApps: [...apps.keys()].map(held), nextCursor: undefined, total: apps.size };
    },
  };
  return {
    api: api as StytchApi,
    /** Of the API, since they were last asked for. */
    callsSince: () => calls.splice(0),
    /** What someone does in the dashboard. */
    edit: write,
    held,
    loseCreates: () => {
      losesCreates = true;
    },
  };
}
