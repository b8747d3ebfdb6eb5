import {
  expectedSecrets,
  isUnknown,
  RotationError,
  type SecretInputs,
  type SecretOutputs,
  UNKNOWN as UNKNOWN_TEXT,
} from "pulumi-stytch-connected-apps/lifecycle";
import { type Client, Hidden, UNKNOWN } from "../client.ts";

/** Outputs that are secrets. */
const VALUES = ["clientSecret", "nextClientSecret"];

/** What a state will remember of the secrets of a client, which a preview does not say. */
export function secretsAfter(before: Client | undefined, asked: Client): Client["secrets"] {
  const inputs = { ...asked.local, clientType: asked.fields.clientType };
  const known = before && withoutValues(before.secrets);
  const isUnseen = (value: unknown) =>
    value === UNKNOWN || value instanceof Hidden || isUnknown(value);
  try {
    const expected = expectedSecrets(
      inputs as SecretInputs,
      known as SecretOutputs | undefined,
      UNKNOWN_TEXT,
      isUnseen,
    );
    return Object.fromEntries(
      Object.entries(expected)
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([name, value]) => [name, VALUES.includes(name) ? new Hidden() : asUnknown(value)]),
    );
  } catch (error) {
    // The update will be refused, so that nothing becomes of them.
    if (error instanceof RotationError) return before?.secrets ?? {};
    throw error;
  }
}

function asUnknown(value: unknown): unknown {
  return value === UNKNOWN_TEXT ? UNKNOWN : value;
}

/** The provider looks at nothing of a secret but its end. */
function withoutValues(secrets: Client["secrets"]): Client["secrets"] {
  const { clientSecretLastFour, nextClientSecretLastFour } = secrets;
  return {
    ...secrets,
    ...("clientSecret" in secrets && { clientSecret: String(clientSecretLastFour ?? "") }),
    ...("nextClientSecret" in secrets && {
      nextClientSecret: String(nextClientSecretLastFour ?? ""),
    }),
  };
}
