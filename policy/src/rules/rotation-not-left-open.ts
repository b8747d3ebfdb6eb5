import { z } from "zod";
import { ageInDays, days } from "../days.ts";
import { eachKnown } from "../known.ts";
import { defineStackRule } from "../rule.ts";

export const rotationNotLeftOpen = defineStackRule({
  name: "connected-app-rotation-not-left-open",
  title: "Rotations of secrets come to an end",
  description:
    "While a rotation runs, two secrets work. The time is counted from the output secretRotationStartedAt. A rotation that someone started elsewhere has no known start, which is a note.",
  severity: "high",
  level: "mandatory",
  source: "https://stytch.com/docs/api/connected-apps-rotate-secret",
  config: z.strictObject({
    warnDays: days("Days of a rotation from which it is worth a note.", 2),
    maxDays: days("Days that no rotation should reach.", 7),
  }),
  checkStack: (apps, { warnDays, maxDays }, now) =>
    apps.flatMap((app) =>
      eachKnown(app, [app], ({ urn, properties }) => {
        if (properties.nextClientSecretLastFour === undefined) return [];
        const age = ageInDays(properties.secretRotationStartedAt, now);
        if (age !== undefined && age < Math.min(warnDays, maxDays)) return [];
        return [
          {
            urn,
            property: "secretRotationStartedAt",
            value:
              age === undefined
                ? "not known, as someone started this rotation elsewhere"
                : `${Math.floor(age)} days ago, and a rotation should take less than ${maxDays} days`,
            ...((age === undefined || age < maxDays) && { level: "advisory" as const }),
            why: "two secrets of this client work at the same time, and nobody may remember the old one",
            remedy:
              "Complete the rotation by moving the value of nextSecretVersion to secretVersion, or cancel it by removing nextSecretVersion",
          },
        ];
      }),
    ),
});
