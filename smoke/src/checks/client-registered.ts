import type { Check } from "../check.ts";
import { CONNECTED_APP_FIELDS, type DeclaredApp, MUTABLE_FIELDS } from "../connected-app-fields.ts";
import { CheckFailure } from "../errors.ts";
import { canonical } from "../oauth/template-claims.ts";
import { getClient, type RegisteredClient } from "../stytch/clients.ts";

const COMPARED = ["clientType", ...MUTABLE_FIELDS] as const;

type Compared = (typeof COMPARED)[number];

/** @see https://stytch.com/docs/api/connected-app-object */
export const clientRegistered: Check = {
  id: "client-registered",
  title: "The project holds the client as declared",
  needs: ["credentials"],
  applies: () => true,
  async run({ target, call, findings }) {
    const client = await getClient(call, target.app.clientId);
    if (client.status !== "active") {
      throw new CheckFailure(
        `The client's status is ${client.status}.`,
        "Activate the client in the Stytch dashboard.",
      );
    }
    const compared = comparedFields(target.app);
    const different = compared.filter((field) => differs(target.app, client, field));
    if (different.length > 0) {
      throw new CheckFailure(
        `The project holds other values than declared for ${different.join(", ")}.`,
        "Run pulumi up --refresh: without --refresh Pulumi does not look at what was changed outside of it.",
      );
    }
    findings.note("client", client);
    return { clientType: client.clientType, compared };
  },
  vacuous: ({ target }) =>
    comparedFields(target.app).length > 0
      ? undefined
      : "the project holds an active client, but nothing was declared to compare it with",
};

function comparedFields(app: DeclaredApp) {
  return COMPARED.filter((field) => app[field] !== undefined);
}

function differs(declared: DeclaredApp, registered: RegisteredClient, field: Compared): boolean {
  return comparable(field, declared[field]) !== comparable(field, registered[field]);
}

/** Lists are sets; blanks between the texts of a template do not count, and `{}` is no template. */
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
