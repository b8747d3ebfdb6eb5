import { visible } from "pulumi-stytch-connected-apps/lifecycle";

/**
 * A host that refuses, or cannot be reached: `message` names request, response and remedy, and no token.
 */
export class HostError extends Error {
  override readonly name = "HostError";
  readonly code = "ERR_HOST";
  /** HTTP status; undefined where there was no response. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

/** What a host said, or why it said nothing. */
export interface Failure {
  readonly host: string;
  /** E.g. `POST /repos/acme/shop/issues/7/comments`. */
  readonly request: string;
  readonly status: number | undefined;
  /** Text of the server or of the network. */
  readonly said: string;
  /** By status: what to do about it. */
  readonly remedies: Readonly<Record<number, string>>;
}

const LONGEST_SAID = 200;

/** @param token is cut out of what the host said. */
export function hostError(failure: Failure, token: string): HostError {
  const { host, request, status, remedies } = failure;
  const said = visible(failure.said.replaceAll(token, "[secret]")).slice(0, LONGEST_SAID);
  const problem = status === undefined ? "no response" : `status ${status}`;
  const remedy =
    (status === undefined ? undefined : remedies[status]) ??
    "Try again; if it stays so, look at the state of the host";
  return new HostError(
    `${host}: ${visible(request)}: ${problem}${said === "" ? "" : `: ${said}`}. ${remedy}.`,
    status,
  );
}

/** @returns whether what a call is about was still there. */
export async function unlessGone(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (error instanceof HostError && error.status === 404) return false;
    throw error;
  }
}
