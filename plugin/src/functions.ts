import {
  findConnectedApp,
  listConnectedApps,
  type ProjectConnection,
} from "../../provider/src/service/index.ts";
import { UnknownTokenError } from "./errors.ts";
import { encode, type Properties, secretNames } from "./values.ts";

/** Calls a function. What comes of a secret is a secret. */
export async function invoke(connection: ProjectConnection, token: string, args: Properties) {
  const result = await resultOf(connection, token, args);
  const secret = secretNames(args).length > 0;
  return encode(result, undefined, secret ? Object.keys(result) : []);
}

async function resultOf(
  connection: ProjectConnection,
  token: string,
  args: Properties,
): Promise<object> {
  const given = args.values;
  switch (token) {
    case "stytch:index:getConnectedApp":
      // SDKs send what is a secret of the program in clear, so any name may be one.
      return findConnectedApp(await connection.api(), given, { secret: true });
    case "stytch:index:getConnectedApps": {
      const connectedApps = await listConnectedApps(await connection.api(), given);
      return { connectedApps, clientIds: connectedApps.map(({ clientId }) => clientId) };
    }
    default:
      throw new UnknownTokenError(
        `the provider stytch has no function ${token}; it has getConnectedApp and getConnectedApps.`,
      );
  }
}
