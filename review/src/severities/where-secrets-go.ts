import type { Meaning } from "./severity.ts";

/** What is true of a provider, and so of all its clients: where its calls go. */
export const WHERE_SECRETS_GO = {
  "address-other": {
    severity: "critical",
    title: "Calls to another address than Stytch's",
    why: "Whoever answers there gets the secret of the project, and with it all of its clients and users.",
  },
} as const satisfies Record<string, Meaning>;
