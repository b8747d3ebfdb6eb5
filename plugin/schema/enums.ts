import { ALLOWED_TYPES, CLIENT_TYPES } from "../../provider/src/stytch/api.ts";
import type { EnumSpec } from "./spec.ts";

const OF_CLIENT_TYPES: Readonly<Record<(typeof CLIENT_TYPES)[number], string>> = {
  first_party:
    "A client of your own that can keep a secret, such as a web application with a server.",
  first_party_public:
    "A client of your own that cannot keep a secret, such as a command line tool; it must use PKCE.",
  third_party: "A client of someone else that can keep a secret.",
  third_party_public: "A client of someone else that cannot keep a secret; it must use PKCE.",
};

const OF_ALLOWED_TYPES: Readonly<Record<(typeof ALLOWED_TYPES)[number], string>> = {
  ALL_ALLOWED: "All Connected Apps of the project.",
  RESTRICTED: "Only those of a list; none without a list.",
  NOT_ALLOWED: "None.",
};

export const CLIENT_TYPE = enumOf(
  "What kind of client a Connected App is: whose it is, and whether it can keep a secret.",
  CLIENT_TYPES,
  OF_CLIENT_TYPES,
);

export const ALLOWED_TYPE = enumOf(
  "Which Connected Apps the members of an organization may use.",
  ALLOWED_TYPES,
  OF_ALLOWED_TYPES,
);

function enumOf<Value extends string>(
  description: string,
  values: readonly Value[],
  descriptions: Readonly<Record<Value, string>>,
): EnumSpec {
  return {
    description,
    type: "string",
    enum: values.map((value) => ({
      name: nameOf(value),
      description: descriptions[value],
      value,
    })),
  };
}

/** `FirstPartyPublic` for `first_party_public`, `AllAllowed` for `ALL_ALLOWED`. */
function nameOf(value: string): string {
  const words = value.toLowerCase().split("_");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
