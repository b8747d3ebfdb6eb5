import { connectedAppLifecycle } from "../../../provider/src/connected-app/index.ts";
import { dynamicProvider } from "../../../provider/src/engine/dynamic-provider.ts";
import type { Clock } from "../../../provider/src/lifecycle/lifecycle.ts";
import { createProjectConnection } from "../../../provider/src/service/project-connection.ts";
import type { StytchSettings } from "../../../provider/src/stytch/settings.ts";

export const PROVIDER_TEXT = "exports.handler=()=>1";

/** What the engine gives to `configure`. */
export function configOf(settings: Partial<StytchSettings>, more: Record<string, string> = {}) {
  const values: Record<string, string | undefined> = {
    "stytch:projectId": settings.projectId,
    "stytch:secret": settings.secret,
    "stytch:apiUrl": settings.apiUrl,
    ...more,
  };
  return { config: { get: (key: string) => values[key] } };
}

/** A provider as one process of the engine holds it; not yet configured. */
export function newProvider(environment: NodeJS.ProcessEnv = {}, clock?: Clock) {
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const connection = createProjectConnection(
    { STYTCH_READ_LAG_SECONDS: "0", ...environment },
    print,
  );
  return {
    provider: dynamicProvider(connectedAppLifecycle, connection, print, clock),
    connection,
    lines,
  };
}

export const INPUTS = {
  clientType: "first_party",
  clientName: "name",
  redirectUrls: ["https://app.example.com/callback"],
  __provider: PROVIDER_TEXT,
};
