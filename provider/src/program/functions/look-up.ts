import type * as pulumi from "@pulumi/pulumi";
import { all, isSecret, output } from "@pulumi/pulumi/output.js";
import type { StytchApi } from "../../stytch/api.ts";
import { isStytchError } from "../../stytch-error.ts";
import { ProgramError } from "../program-error.ts";
import { programApi } from "./program-api.ts";

/** Options of a look-up that returns an output. */
export interface LookupOutputOptions {
  /**
   * Resources that the look-up waits for. If a preview does not know the id of one of them,
   * it does not know the result either, and sends nothing.
   */
  dependsOn?:
    | pulumi.Input<pulumi.CustomResource>
    | pulumi.Input<pulumi.Input<pulumi.CustomResource>[]>
    | undefined;
}

type Operation<Result> = (
  api: StytchApi,
  given: unknown,
  options: { secret: boolean },
) => Promise<Result>;

/** @throws ProgramError for everything that is not a bug. */
export async function lookUp<Result>(
  operation: Operation<Result>,
  given: unknown,
  options = { secret: false },
): Promise<Result> {
  try {
    return await operation(await programApi(), given, options);
  } catch (error) {
    throw isStytchError(error) ? new ProgramError(error, { cause: error }) : error;
  }
}

/** The same once all arguments are known; the result is secret if any of them is. */
export function lookUpOutput<Result>(
  operation: Operation<Result>,
  given: unknown,
  { dependsOn }: LookupOutputOptions = {},
): pulumi.Output<Result> {
  const arguments_ = output(given);
  const resources = output(dependsOn ?? []);
  const ids = resources.apply((waited) => all([waited].flat().map(({ id }) => id)));
  return all([arguments_, ids]).apply(async ([known]) =>
    lookUp(operation, known, { secret: await isSecret(arguments_) }),
  ) as pulumi.Output<Result>;
}
