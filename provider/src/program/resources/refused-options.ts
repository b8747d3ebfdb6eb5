import type * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../program-error.ts";

/** What to do instead, by the option that cannot work. */
export interface InsteadOf {
  readonly import: string;
  readonly replaceOnChanges: string;
}

/**
 * Refuses the options that Pulumi accepts for every resource, but that do nothing, or fail without
 * explanation, for one of a dynamic provider.
 *
 * @throws ProgramError `ERR_STYTCH_OPTIONS`
 */
export function refuseOptions(
  name: string,
  options: pulumi.CustomResourceOptions = {},
  insteadOf: InsteadOf,
): void {
  const problems = [
    ...(options.import ? [`${IMPORT} ${insteadOf.import}`] : []),
    ...(options.replaceOnChanges?.length ? [`${REPLACE} ${insteadOf.replaceOnChanges}`] : []),
  ];
  if (problems.length === 0) return;
  throw new ProgramError({
    code: "ERR_STYTCH_OPTIONS",
    message: `${name}: ${problems.join(" ")}`,
  });
}

const IMPORT =
  "the option import cannot work, because Pulumi cannot import resources of dynamic providers " +
  "(https://github.com/pulumi/pulumi/issues/16175). Remove it.";

const REPLACE =
  "the option replaceOnChanges would have no effect: Pulumi updates a resource of a dynamic provider " +
  "anyway. Remove it.";
