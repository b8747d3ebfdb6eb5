import * as pulumi from "@pulumi/pulumi";
import { ConnectedApp, type ConnectedAppArgs } from "pulumi-stytch-connected-apps";
import type { Client } from "./clients/check.ts";

/** A client that a killed run created, and whose secret no one knows. */
export interface Lost {
  readonly client: Client;
  readonly clientId: string;
}

/** The name in a state of a lost client, which no key can be. */
export const LOST_PREFIX = "lost.";

/** The name of the output that says which clients a state was last deployed with. */
export const INPUT_OUTPUT = "input";

/**
 * Declares the clients of one stack.
 *
 * @param lost are adopted under names of their own, so that the next deployment deletes them.
 * @returns the outputs of the stack: `clients` has the id and the secret of each client by its key.
 */
export function declareClients(clients: readonly Client[], input: string, lost: readonly Lost[]) {
  const apps = clients.map(
    ({ key, inputs }) => [key, new ConnectedApp(key, argsOf(inputs))] as const,
  );
  const adopted = lost.map(({ client, clientId }) => {
    const args = { ...client.inputs, adoptClientId: clientId, allowDestructive: clientId };
    return new ConnectedApp(`${LOST_PREFIX}${client.key}`, argsOf(args));
  });
  const shown = apps.map(([key, { clientId, clientSecret }]) => [key, { clientId, clientSecret }]);
  const isComplete = pulumi.all([...apps.map(([, { id }]) => id), ...adopted.map(({ id }) => id)]);
  return {
    clients: pulumi.output(Object.fromEntries(shown)),
    // Only once all of them exist.
    [INPUT_OUTPUT]: isComplete.apply(() => (lost.length === 0 ? input : "")),
  };
}

/** Which fields a type has was checked when the data was read. */
function argsOf(inputs: Readonly<Record<string, unknown>>): ConnectedAppArgs {
  return inputs as unknown as ConnectedAppArgs;
}
