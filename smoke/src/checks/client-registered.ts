import type { Check } from "../check.ts";
import { CONNECTED_APP_FIELDS, type DeclaredApp, MUTABLE_FIELDS } from "../connected-app-fields.ts";
import type { CheckContext } from "../context.ts";
import { CheckFailure, RefusedError } from "../errors.ts";
import { canonical } from "../oauth/template-claims.ts";
import { getClient, type RegisteredClient } from "../stytch/clients.ts";

const COMPARED = ["clientType", ...MUTABLE_FIELDS] as const;

/** Two of them, as many as there are retries by default, are longer than reads are usually behind. */
const PAUSE_MS = 3_000;

type Compared = (typeof COMPARED)[number];

/** @see https://stytch.com/docs/api/connected-app-object */
export const clientRegistered: Check = {
  id: "client-registered",
  title: "The project holds the client as declared",
  needs: ["credentials"],
  applies: () => true,
  async run(context) {
    const { target, findings } = context;
    const client = await settled(context);
    if (client.status !== "active") {
      throw new CheckFailure(
        `The client's status is ${client.status}.`,
        "Activate the client in the Stytch dashboard.",
      );
    }
    const different = differentFields(target.app, client);
    if (different.length > 0) {
      throw new CheckFailure(
        `The project holds other values than declared for ${different.join(", ")}.`,
        "Run pulumi up --refresh: without --refresh Pulumi does not look at what was changed outside of it.",
      );
    }
    findings.note("client", client);
    return { clientType: client.clientType, compared: comparedFields(target.app) };
  },
  vacuous: ({ target }) =>
    comparedFields(target.app).length > 0
      ? undefined
      : "the project holds an active client, but nothing was declared to compare it with",
};

/**
 * The client, once it is as declared: right after a deployment the project may not show it yet, or as it
 * was before. Stytch documents no bound.
 */
async function settled({ target, call, http }: CheckContext): Promise<RegisteredClient> {
  for (let tries = 1; ; tries += 1) {
    try {
      const client = await getClient(call, target.app.clientId);
      if (differentFields(target.app, client).length === 0) return client;
      if (!(await http.pause(tries, PAUSE_MS))) return client;
    } catch (error) {
      const isMissing = error instanceof RefusedError && error.refusal.status === 404;
      if (!isMissing || !(await http.pause(tries, PAUSE_MS))) throw error;
    }
  }
}

function differentFields(app: DeclaredApp, client: RegisteredClient): Compared[] {
  return comparedFields(app).filter((field) => differs(app, client, field));
}

function comparedFields(app: DeclaredApp) {
  return COMPARED.filter((field) => app[field] !== undefined);
}

function differs(declared: DeclaredApp, registered: RegisteredClient, field: Compared): boolean {
  return comparable(field, declared[field]) !== comparable(field, registered[field]);
}

/** Lists are sets; spaces between the texts of a template do not count, and `{}` is no template. */
function comparable(field: Compared, value: unknown): string {
  const kind = field === "clientType" ? "text" : CONNECTED_APP_FIELDS[field].kind;
  if (kind === "urls" && Array.isArray(value)) return canonical([...new Set(value)].sort());
  if (kind === "template") {
    const content = String(value ?? "").replace(
      /("(?:[^"\\]|\\.)*")|\s/gs,
      (_all, text) => text ?? "",
    );
    return content || "{}";
  }
  return canonical(value ?? "");
}
