import { z } from "zod";
import { isPublic } from "../client-type.ts";
import { ageInDays, days } from "../days.ts";
import { eachKnown, ifKnown } from "../known.ts";
import { isNotSet } from "../not-set.ts";
import { type ConnectedApp, defineStackRule, type StackViolation } from "../rule.ts";

const config = z.strictObject({
  warnDays: days("Age from which a secret is reported as advisory, in days.", 90),
  maxDays: days("Age that no secret should reach, in days.", 180),
});

export const secretMaxAge = defineStackRule({
  name: "connected-app-secret-max-age",
  title: "Secrets are rotated in time",
  description:
    "The older a secret is, the more logs, backups and people have a copy of it. The age counts from the output secretRotatedAt, so the rule applies once a client exists. A secret that this resource did not create has no known age, which is advisory; so is a secret that is being rotated.",
  severity: "high",
  level: "mandatory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-2.5",
  config,
  checkStack: (apps, limits, now) =>
    apps.flatMap((app) =>
      eachKnown(app, [app], () => (hasSecret(app) ? violationsOf(app, limits, now) : [])),
    ),
});

/** Not before the client exists: the preview of its creation has no outputs, or does not know them. */
function hasSecret({ properties }: ConnectedApp): boolean {
  return (
    !isPublic(properties.clientType) && !isNotSet(ifKnown(() => properties.clientSecretLastFour))
  );
}

function violationsOf(
  { urn, properties }: ConnectedApp,
  { warnDays, maxDays }: z.output<typeof config>,
  now: Date,
): StackViolation[] {
  const property = "secretRotatedAt";
  const output = ifKnown(() => ({ rotatedAt: properties.secretRotatedAt }));
  // This deployment replaces the secret.
  if (output === undefined) return [];
  const age = ageInDays(output.rotatedAt, now);
  if (age === undefined) {
    return [
      {
        urn,
        property,
        value: "not known",
        level: "advisory",
        why: "no one can tell how long the secret of this client has been in use",
        remedy: "Rotate it once: set nextSecretVersion, and later move its value to secretVersion",
      },
    ];
  }
  if (age < Math.min(warnDays, maxDays)) return [];
  // Another rule limits how long a rotation may take.
  const isRotating =
    !isNotSet(ifKnown(() => properties.nextClientSecretLastFour)) ||
    !isNotSet(properties.nextSecretVersion);
  return [
    {
      urn,
      property,
      value: `${Math.floor(age)} days ago, and a secret should be younger than ${maxDays} days`,
      ...((age < maxDays || isRotating) && { level: "advisory" as const }),
      why: "the older a secret is, the more logs, backups and people may hold a copy of it",
      remedy: isRotating
        ? "Complete the current rotation: once every user of the client has the new secret, move the value of nextSecretVersion to secretVersion"
        : "Rotate it: set nextSecretVersion, give the new secret to every user of the client, and move the value to secretVersion",
    },
  ];
}
