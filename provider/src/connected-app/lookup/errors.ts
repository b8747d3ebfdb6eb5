import { StytchError } from "../../stytch-error.ts";
import { listed } from "../../text/listed.ts";

/** What a look-up asked for, as messages may show it. */
export interface Asked {
  /** The call, e.g. `getConnectedApp({ clientName: "web" })`; without the value if it is a secret. */
  readonly call: string;
  readonly projectId: string;
}

/** A look-up got wrong arguments. Nothing was sent. */
export class LookupArgumentsError extends StytchError {
  readonly code = "ERR_STYTCH_ARGUMENTS";
}

/** The project has no such client. */
export class ConnectedAppNotFoundError extends StytchError {
  readonly code = "ERR_STYTCH_NOT_FOUND";

  /** @param lacking what the project does not have, in words. */
  constructor({ call, projectId }: Asked, lacking: string, options?: ErrorOptions) {
    super(
      `${call}: ${projectId} has no ${lacking}. ` +
        "Compare with the Stytch dashboard under Connected Apps, or with what getConnectedApps() lists, " +
        "and check that stytch:projectId is the project you mean. If this program creates the client, " +
        "use the outputs of its resource instead.",
      options,
    );
  }
}

/** Several clients have the name: names are not unique in a project. */
export class ConnectedAppAmbiguousError extends StytchError {
  readonly code = "ERR_STYTCH_AMBIGUOUS";
  /** All of them. */
  readonly clientIds: readonly string[];

  constructor({ call, projectId }: Asked, clientIds: readonly string[]) {
    super(
      `${call}: ${clientIds.length} clients of ${projectId} have this name: ` +
        `${listed(clientIds)}. ` +
        "Give the clientId of the one you mean, or rename the others.",
    );
    this.clientIds = clientIds;
  }
}
