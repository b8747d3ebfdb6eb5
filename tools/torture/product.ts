import { createRequire } from "node:module";
import type { DynamicProvider } from "../../provider/src/engine/dynamic-provider.ts";
import type { Clock, Lifecycle } from "../../provider/src/lifecycle/lifecycle.ts";
import type { ProjectConnection } from "../../provider/src/service/project-connection.ts";
import type { StytchApi } from "../../provider/src/stytch/api.ts";
import type { TransportOptions } from "../../provider/src/stytch/http/transport.ts";
import type { StytchSettings } from "../../provider/src/stytch/settings.ts";

/** The built package from the inside, since a fake world has to be put below it. */
const require = createRequire(import.meta.url);
const built = <Module>(path: string) => require(`../../provider/dist/${path}.js`) as Module;

const { createStytchApi } = built<{
  createStytchApi(settings: StytchSettings, options: TransportOptions): StytchApi;
}>("stytch/client");
const { batchedReads } = built<{ batchedReads(api: StytchApi): StytchApi }>("stytch/batched-reads");
const { connectedAppLifecycle } = built<{
  connectedAppLifecycle: Lifecycle<object, object>;
}>("connected-app/index");
const { dynamicProvider } = built<{
  dynamicProvider(
    lifecycle: Lifecycle<object, object>,
    connection: ProjectConnection,
    print: (line: string) => void,
    clock: Clock,
  ): DynamicProvider;
}>("engine/dynamic-provider");

/** A provider as one process of the engine holds it, on a transport of the caller's; it never waits. */
export function providerOn(
  settings: StytchSettings,
  transport: TransportOptions,
  print: (line: string) => void,
): { provider: DynamicProvider; close(): Promise<void> } {
  const wait = async () => {};
  const api = batchedReads(createStytchApi(settings, { wait, ...transport }));
  const connection: ProjectConnection = {
    configure: () => {},
    problem: async () => undefined,
    projectId: async () => undefined,
    allowDestructive: async () => new Set(),
    readLagMs: async () => 0,
    readAtPreview: async () => false,
    api: async () => api,
  };
  return {
    provider: dynamicProvider(connectedAppLifecycle, connection, print, {
      now: () => new Date(),
      wait,
    }),
    close: () => api.close(),
  };
}
