import "../supported-node.ts";
import { connectedAppLifecycle } from "../connected-app/index.ts";
import { organizationConnectedAppsLifecycle } from "../organization-connected-apps/index.ts";
import { atEnd } from "../service/at-end.ts";
import { createProjectConnection } from "../service/project-connection.ts";
import { visible } from "../text/visible.ts";
import { dynamicProvider } from "./dynamic-provider.ts";
import { endWithEngine } from "./end-with-engine.ts";

/**
 * What the provider text stored with each resource loads, once per process: one export for each kind of resource.
 * The names are part of every state ever written; never rename one.
 */
const print = (line: string) => console.log(visible(line));
const connection = createProjectConnection(process.env, print, { atEnd });
endWithEngine();

export const connectedApp = dynamicProvider(connectedAppLifecycle, connection, print);
export const organizationConnectedApps = dynamicProvider(
  organizationConnectedAppsLifecycle,
  connection,
  print,
);
