import { z } from "zod";
import { ageInDays, days } from "../days.ts";
import { ifKnown } from "../known.ts";
import { isNotSet } from "../not-set.ts";
import { defineStackRule } from "../rule.ts";

export const rotationNotLeftOpen = defineStackRule({
  name: "connected-app-rotation-not-left-open",
  title: "Secret rotations are completed",
  description:
    "During a rotation, two secrets are valid. The duration counts from the output secretRotationStartedAt. A rotation that someone started elsewhere has no known start, which is advisory.",
  severity: "high",
  level: "mandatory",
  source: "https://stytch.com/docs/api/connected-apps-rotate-secret",
  config: z.strictObject({
    warnDays: days("Duration of a rotation from which it is reported as advisory, in days.", 2),
    maxDays: days("Duration that no rotation should reach, in days.", 7),
  }),
  checkStack: (apps, { warnDays, maxDays }, now) =>
    apps.flatMap(({ urn, properties }) => {
      // A deployment that starts or ends a rotation does not know these outputs yet.
      const rotation = ifKnown(() => ({
        secret: properties.nextClientSecretLastFour,
        startedAt: properties.secretRotationStartedAt,
      }));
      if (rotation === undefined || isNotSet(rotation.secret)) return [];
      const age = ageInDays(rotation.startedAt, now);
      if (age !== undefined && age < Math.min(warnDays, maxDays)) return [];
      return [
        {
          urn,
          property: "secretRotationStartedAt",
          value:
            age === undefined
              ? "not known, since someone started this rotation elsewhere"
              : `${Math.floor(age)} days ago, and a rotation should take less than ${maxDays} days`,
          ...((age === undefined || age < maxDays) && { level: "advisory" as const }),
          why: "two secrets of this client are valid at the same time, and the old one may be forgotten",
          remedy:
            "Complete the rotation by moving the value of nextSecretVersion to secretVersion, or cancel it by removing nextSecretVersion",
        },
      ];
    }),
});
