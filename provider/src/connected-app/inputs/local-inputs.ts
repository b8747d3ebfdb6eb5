import { z } from "zod";
import { failure, failuresOf, isUnset, kindOf, text } from "../../lifecycle/input-checks.ts";
import type { CheckFailure, CheckOutcome, IsUnknown } from "../../lifecycle/lifecycle.ts";
import { wordPlaceholderProblem } from "../../text/placeholders.ts";
import { isPublic, LOCAL_NAMES, type LocalInputs } from "../model.ts";
import { FIRST_VERSION } from "../rotation/plan.ts";

const label = text((value) =>
  /\p{Cc}/u.test(value) ? "must not contain control characters or line breaks" : undefined,
);

const clientId = text((value) => {
  const placeholder = wordPlaceholderProblem(value);
  if (placeholder) return placeholder;
  return /^[\w-]+$/.test(value) ? undefined : "must be the id of a client, as connected-app-live-…";
});

const SCHEMAS: Record<keyof LocalInputs, z.ZodType> = {
  secretVersion: label,
  nextSecretVersion: label,
  adoptClientId: clientId,
  adoptByName: z.boolean({ error: ({ input }) => `must be true or false, not ${kindOf(input)}` }),
  allowDestructive: clientId,
};

/** Checks the inputs that Stytch does not hold. */
export function checkLocalInputs(raw: Record<string, unknown>, isUnknown: IsUnknown): CheckOutcome {
  const names = LOCAL_NAMES.filter((name) => !isUnset(raw[name]));
  const inputs = Object.fromEntries(names.map((name) => [name, raw[name]]));
  const known = names.filter((name) => !isUnknown(raw[name]));
  const failures = known.flatMap((name) => {
    const { error } = SCHEMAS[name].safeParse(raw[name]);
    return failuresOf(name, error);
  });
  const certain = Object.fromEntries(known.map((name) => [name, raw[name]]));
  const areVersionsKnown = !isUnknown(raw.secretVersion) && !isUnknown(raw.nextSecretVersion);
  return {
    inputs,
    failures: [
      ...failures,
      ...(isPublic(raw.clientType) ? versionsOfPublic(raw.clientType, certain) : []),
      ...(areVersionsKnown ? equalVersions(certain) : []),
      ...twoAdoptions(certain),
    ],
  };
}

function versionsOfPublic(clientType: unknown, inputs: LocalInputs): CheckFailure[] {
  const names = ["secretVersion", "nextSecretVersion"] as const;
  const problem = `is for clients with a secret, but clientType is "${clientType}"; remove it`;
  return names.filter((name) => inputs[name] !== undefined).map((name) => failure(name, problem));
}

function equalVersions({ secretVersion, nextSecretVersion }: LocalInputs): CheckFailure[] {
  if (nextSecretVersion === undefined) return [];
  if (nextSecretVersion !== (secretVersion ?? FIRST_VERSION)) return [];
  const ofFirst =
    secretVersion === undefined ? `, which is "${FIRST_VERSION}" where it is not set` : "";
  const problem = `must differ from secretVersion${ofFirst}; to complete a rotation, remove nextSecretVersion`;
  return [failure("nextSecretVersion", problem)];
}

function twoAdoptions({ adoptClientId, adoptByName }: LocalInputs): CheckFailure[] {
  if (adoptClientId === undefined || adoptByName !== true) return [];
  const problem = "already says which client to adopt; remove one of adoptClientId and adoptByName";
  return [failure("adoptClientId", problem)];
}
