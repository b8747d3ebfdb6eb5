import { z } from "zod";
import { defineRule } from "../rule.ts";
import { entriesOf, REDIRECT } from "../url/url-rule.ts";

const count = z.int().min(0);

export const redirectCount = defineRule({
  name: "connected-app-redirect-count",
  title: "A moderate number of redirect URLs",
  description:
    "Every address is one more place that has to be kept safe. A client without any cannot sign anyone in.",
  severity: "low",
  level: "advisory",
  source: "https://www.rfc-editor.org/rfc/rfc9700#section-2.1",
  config: z.strictObject({
    max: count.default(10).describe("Most addresses that a client may have."),
    min: count.default(1).describe("Fewest addresses that a client may have."),
  }),
  problemWith: ({ max, min }) =>
    min > max ? "min must not be more than max, or every client breaks the rule" : undefined,
  check(app, { max, min }) {
    const { length } = entriesOf(app, REDIRECT);
    if (length >= min && length <= max) return [];
    return [
      {
        property: REDIRECT.property,
        value: `a list of ${length} ${length === 1 ? "address" : "addresses"}`,
        ...(length < min
          ? {
              why: `your policy asks for at least ${min}, since users can be sent back only to addresses that are listed`,
              remedy: "Add the address of the page to which users return after the sign-in",
            }
          : {
              why: `your policy allows at most ${max}, since each is one more place from which sign-ins can be stolen`,
              remedy:
                "Remove those that are no longer in use, or give each application a client of its own",
            }),
      },
    ];
  },
});
