import { z } from "zod";
import { defineRule } from "../rule.ts";
import { entriesOf, REDIRECT } from "../url/url-rule.ts";

const count = z.int().min(0);

export const redirectCount = defineRule({
  name: "connected-app-redirect-count",
  title: "A moderate number of redirect URLs",
  description:
    "Each redirect URL is one more place to keep secure. A client without any cannot sign anyone in.",
  severity: "low",
  level: "advisory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-2.1",
  config: z.strictObject({
    max: count.default(10).describe("Maximum number of redirect URLs of a client."),
    min: count.default(1).describe("Minimum number of redirect URLs of a client."),
  }),
  problemWith: ({ max, min }) =>
    min > max
      ? "min must not be greater than max, or every client would violate the rule"
      : undefined,
  check(app, { max, min }) {
    const { length } = entriesOf(app, REDIRECT);
    if (length >= min && length <= max) return [];
    return [
      {
        property: REDIRECT.property,
        value: `a list of ${length} ${length === 1 ? "address" : "addresses"}`,
        ...(length < min
          ? {
              why: `your policy requires at least ${min}, since users can return only to addresses in the list`,
              remedy: "Add the address of the page to which users return after the sign-in",
            }
          : {
              why: `your policy allows at most ${max}, since an attacker can steal sign-ins at each of them`,
              remedy:
                "Remove the ones that are no longer in use, or give each application a client of its own",
            }),
      },
    ];
  },
});
