import { syntaxErrorIn } from "pulumi-stytch-connected-apps-policy/analysis";
import type { Configuration } from "pulumi-stytch-connected-apps-policy/rules";
import { ReviewInputError } from "../errors.ts";
import type { Deployment } from "./deployment.ts";
import { kindsIn } from "./kinds.ts";
import { readPreview } from "./preview.ts";
import {
  compareStates,
  readState,
  type StackState,
  type StateClient,
  stateClients,
} from "./states.ts";

export type { StateClient } from "./states.ts";

/** A text, and where it is from, for messages. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads what `pulumi preview --json` printed.
 *
 * @throws ReviewInputError; the message quotes nothing of the text.
 */
export function deploymentOfPreview(source: Source, configuration: Configuration): Deployment {
  const deployment = readPreview(jsonIn(source), kindsIn(configuration));
  if (deployment !== undefined) return deployment;
  throw new ReviewInputError(
    `${source.name}: is not the output of pulumi preview --json; give that, or two states with --before and --after.`,
  );
}

/**
 * Reads two states of a stack, as `pulumi stack export` prints them.
 *
 * @throws ReviewInputError; the message quotes nothing of the texts.
 */
export function deploymentOfStates(
  before: Source,
  after: Source,
  configuration: Configuration,
): Deployment {
  const [former, present] = [stateIn(before), stateIn(after)];
  return compareStates(former, present, kindsIn(configuration));
}

/**
 * Reads what a state, as `pulumi stack export` prints it, remembers of clients and organizations.
 *
 * @throws ReviewInputError; the message quotes nothing of the text.
 */
export function clientsOfState(source: Source, configuration: Configuration): StateClient[] {
  return stateClients(stateIn(source), kindsIn(configuration));
}

function stateIn(source: Source): StackState {
  const state = readState(jsonIn(source));
  if (state !== undefined) return state;
  throw new ReviewInputError(
    `${source.name}: is not the state of a stack; give a file that pulumi stack export --file wrote.`,
  );
}

function jsonIn({ name, text }: Source): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No cause: it would quote the text, which may hold secrets.
    const { line, column, problem } = syntaxErrorIn(text) ?? {};
    const where = line === undefined ? "" : ` at line ${line}, column ${column} (${problem})`;
    throw new ReviewInputError(
      `${name}: is not JSON, or is cut off${where}; give all that pulumi preview --json, or pulumi stack export, printed.`,
    );
  }
}
