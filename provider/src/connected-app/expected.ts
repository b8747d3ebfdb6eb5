import { expectedFields } from "../lifecycle/forms.ts";
import type { Expected, ExpectedOf, IsUnknown } from "../lifecycle/lifecycle.ts";
import { desiredFields, differentFields, localOutputs } from "./diff.ts";
import {
  type ConnectedAppInputs,
  type ConnectedAppOutputs,
  isPublic,
  type SecretOutputs,
  type SecretVersions,
} from "./model.ts";
import { planRotation, type Rotation } from "./rotation/plan.ts";
import { lastFour } from "./rotation/secrets.ts";

type Secrets = Partial<Expected<SecretOutputs>>;

/** Outputs that a client need not have, which a preview says with `null`. */
const ABSENT = {
  clientSecret: null,
  clientSecretLastFour: null,
  secretVersion: null,
  secretRotatedAt: null,
  nextClientSecret: null,
  nextClientSecretLastFour: null,
  nextSecretVersion: null,
  secretRotationStartedAt: null,
  requestedFields: null,
  allowDestructive: null,
};

/** What a create or an update of a client will give. */
export const expectedConnectedApp: ExpectedOf<ConnectedAppInputs, ConnectedAppOutputs> = (
  inputs,
  known,
  { projectId, unknown, isUnknown },
) =>
  known === undefined
    ? {
        ...ABSENT,
        ...desiredFields(inputs),
        clientType: inputs.clientType,
        projectId,
        status: unknown,
        ...localOutputs(inputs),
        ...secretsOfCreate(inputs, unknown, isUnknown),
      }
    : {
        ...ABSENT,
        ...known,
        allowDestructive: null,
        requestedFields: null,
        // A create of which only a part could be read is completed.
        ...(known.status === "" && { status: unknown }),
        ...expectedFields(
          known,
          desiredFields(inputs),
          differentFields(known, inputs, isUnknown),
          unknown,
        ),
        ...localOutputs(inputs),
        ...secretsOfUpdate(inputs, known, unknown, isUnknown),
      };

/** What decides on the secrets of a client. */
export type SecretInputs = Partial<
  Pick<ConnectedAppInputs, "clientType" | "adoptClientId" | "adoptByName" | keyof SecretVersions>
>;

/**
 * What a create or an update will make of the secrets of a client; null for what goes.
 *
 * @param known undefined for a create.
 * @param unknown stands for what only the server can tell.
 * @throws RotationError
 */
export function expectedSecrets(
  inputs: SecretInputs,
  known: SecretOutputs | undefined,
  unknown: string,
  isUnknown: IsUnknown,
): Secrets {
  return known === undefined
    ? secretsOfCreate(inputs, unknown, isUnknown)
    : { ...known, ...secretsOfUpdate(inputs, known, unknown, isUnknown) };
}

function secretsOfCreate(inputs: SecretInputs, unknown: string, isUnknown: IsUnknown): Secrets {
  const { clientType, adoptClientId, adoptByName, secretVersion, nextSecretVersion } = inputs;
  if (!isUnknown(clientType) && isPublic(clientType)) return {};
  // A client that is taken over may run a rotation already.
  const mayRotate =
    isUnknown(clientType) || adoptClientId !== undefined || (adoptByName ?? false) !== false;
  return {
    ...unknownsOf(CURRENT, unknown),
    ...(secretVersion !== undefined && { secretVersion }),
    ...((mayRotate || nextSecretVersion !== undefined) && unknownsOf(NEXT, unknown)),
    ...(nextSecretVersion !== undefined && { nextSecretVersion }),
  };
}

function secretsOfUpdate(
  inputs: SecretInputs,
  known: SecretOutputs,
  unknown: string,
  isUnknown: IsUnknown,
): Secrets {
  const { secretVersion, nextSecretVersion } = inputs;
  const versions = {
    secretVersion: secretVersion ?? null,
    nextSecretVersion: nextSecretVersion ?? null,
  };
  if (isUnknown(secretVersion) || isUnknown(nextSecretVersion)) {
    return { ...versions, ...unknownsOf([...CURRENT, ...NEXT], unknown) };
  }
  const rotation = planRotation(known, inputs);
  if (rotation === "none") return {};
  return { ...versions, ...secretsAfter(rotation, inputs, known, unknown) };
}

function secretsAfter(
  rotation: Exclude<Rotation, "none">,
  { nextSecretVersion }: SecretVersions,
  { nextClientSecret = "" }: SecretOutputs,
  unknown: string,
): Secrets {
  const noNext = {
    nextClientSecret: null,
    nextClientSecretLastFour: null,
    secretRotationStartedAt: null,
  };
  switch (rotation) {
    case "start":
    case "restart":
      return unknownsOf(NEXT, unknown);
    case "cancel":
      return noNext;
    case "complete":
      return {
        clientSecret: nextClientSecret,
        clientSecretLastFour: lastFour(nextClientSecret),
        secretRotatedAt: unknown,
        ...noNext,
      };
    case "cut":
    case "renew":
      return {
        ...unknownsOf(CURRENT, unknown),
        ...(nextSecretVersion === undefined ? noNext : unknownsOf(NEXT, unknown)),
      };
  }
}

const CURRENT = ["clientSecret", "clientSecretLastFour", "secretRotatedAt"] as const;
const NEXT = ["nextClientSecret", "nextClientSecretLastFour", "secretRotationStartedAt"] as const;

function unknownsOf<Name extends string>(names: readonly Name[], unknown: string) {
  return Object.fromEntries(names.map((name) => [name, unknown])) as Record<Name, string>;
}
