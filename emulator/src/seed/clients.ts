import { isPublic } from "../connected-app/client-type.ts";
import { DEFAULT_SETTINGS, FIELD_KEYS, FIELDS } from "../connected-app/fields.ts";
import type { ProjectContext } from "../context.ts";
import type { HabitValues } from "../habits/table.ts";
import { derivedId } from "../ids.ts";
import { acceptSettings } from "../rules/connected-app.ts";
import { type ConnectedApp, issueSecret } from "../state/connected-app.ts";
import type { StoredSecret } from "../state/stored-secret.ts";
import { readSettings } from "../wire/connected-app-input.ts";
import type { SeedClient } from "./schema.ts";
import { SeedError } from "./seed-error.ts";

/** Creates a client, or gives the one with its id these settings and, if there are any, these secrets. */
export function seedClient(
  { project, state }: ProjectContext,
  client: SeedClient,
  habits: HabitValues,
): string {
  const { client_type: clientType } = client;
  const requested = readSettings(client, DEFAULT_SETTINGS);
  const text = `${project.projectId} client ${requested.clientName}`;
  const clientId = client.client_id ?? derivedId("connected-app", project.environment, text);
  const known = state.connectedApps.get(clientId);
  const secrets = isPublic(clientType)
    ? publicSecrets(client)
    : {
        secret:
          secretOf(client, "client_secret", state.clearSecrets) ??
          known?.secret ??
          issueSecret(state.clearSecrets).stored,
        nextSecret: secretOf(client, "next_client_secret", state.clearSecrets) ?? null,
      };
  state.connectedApps.put({
    clientId,
    clientType,
    creationMethod: client.creation_method,
    settings: acceptSettings(requested, { project, clientType, habits }),
    ...secrets,
  });
  return clientId;
}

type SecretField = "client_secret" | "next_client_secret";

function publicSecrets(client: SeedClient): Pick<ConnectedApp, "secret" | "nextSecret"> {
  const given = Object.keys(client).find((key) => /^(next_)?client_secret/.test(key));
  if (given !== undefined) {
    throw new SeedError(`${given}: a public client has none; leave it out`);
  }
  return { secret: null, nextSecret: null };
}

function secretOf(
  client: SeedClient,
  field: SecretField,
  { remember }: ProjectContext["state"]["clearSecrets"],
): StoredSecret | undefined {
  const clear = client[field];
  const hash = client[`${field}_sha256`];
  if (clear !== undefined) return remember(clear);
  if (hash === undefined) return undefined;
  const lastFour = client[`${field}_last_four`];
  if (lastFour === undefined) {
    throw new SeedError(`${field}_last_four: is missing; it goes with ${field}_sha256`);
  }
  return { sha256: hash, lastFour };
}

/** @param withSecrets Whether secrets that are known in clear text are written so. */
export function clientSeed(
  app: ConnectedApp,
  { clearSecrets }: ProjectContext["state"],
  withSecrets: boolean,
): Record<string, unknown> {
  const changed = FIELD_KEYS.filter(
    (key) => JSON.stringify(app.settings[key]) !== JSON.stringify(FIELDS[key].initial),
  );
  const secret = (field: SecretField, stored: StoredSecret | null) => {
    if (stored === null) return {};
    const clear = withSecrets ? clearSecrets.find(stored.sha256) : undefined;
    return clear === undefined
      ? { [`${field}_sha256`]: stored.sha256, [`${field}_last_four`]: stored.lastFour }
      : { [field]: clear };
  };
  return {
    client_id: app.clientId,
    client_type: app.clientType,
    ...(app.creationMethod !== "API" && { creation_method: app.creationMethod }),
    ...Object.fromEntries(changed.map((key) => [FIELDS[key].wire, app.settings[key]])),
    ...secret("client_secret", app.secret),
    ...secret("next_client_secret", app.nextSecret),
  };
}
