import { ORGANIZATION_DEFAULTS, SERVER_DEFAULTS } from "../../provider/src/lifecycle-entry.ts";
import type { Change, ChangeKind } from "../../review/src/change.ts";
import type { Client, Resource } from "../../review/src/client.ts";
import { meaningOf, surroundingsOf } from "../../review/src/meaning/index.ts";
import { SEVERITIES, type Severity, worstOf } from "../../review/src/severities/index.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A client with these fields; the others are as they were never set. */
export function clientWith(fields: Fields = {}, local: Fields = {}, secrets: Fields = {}): Client {
  return {
    fields: { ...SERVER_DEFAULTS, clientType: "first_party", ...fields },
    local,
    secrets,
    isProtected: false,
    secretOutputs: ["clientSecret", "nextClientSecret"],
  };
}

export function organizationWith(fields: Fields = {}): Client {
  return {
    ...clientWith(),
    fields: { ...ORGANIZATION_DEFAULTS, organizationId: "acme", ...fields },
  };
}

export function changeOf(
  before: Client | undefined,
  after: Client | undefined,
  {
    name = "web",
    kind = "update",
    resource = "ConnectedApp",
  }: { name?: string; kind?: ChangeKind; resource?: Resource } = {},
): Change {
  const type = `stytch:index:${resource}`;
  return {
    client: {
      urn: `urn:pulumi:prod::shop::${type}::${name}`,
      name,
      type,
      resource,
      id: "connected-app-test-00000000-0000-4000-8000-000000000000",
      projectId: undefined,
      place: undefined,
    },
    kind,
    before,
    after,
  };
}

/** How bad a change is, the worst 0; larger than any for a change that means nothing. */
export function badness(change: Change, others: readonly Change[] = []): number {
  const worst = worstIn(change, others);
  return worst === undefined ? SEVERITIES.length : SEVERITIES.indexOf(worst);
}

export function worstIn(change: Change, others: readonly Change[] = []): Severity | undefined {
  const findings = meaningOf(change, surroundingsOf([change, ...others]));
  return worstOf(findings.map(({ severity }) => severity));
}
