/** Which lines of the commands' output the demo shows, unless it is asked for all of them. */

export const NOTHING = /(?!)/;

/** What an update did with each client, and how many resources there were of each kind. */
export const DONE = /:ConnectedApp web (?:created|updated|deleted) |^ {4}(?:[+~-] )?\d+ (?!to )/;

/** The same, with the verdict of the policy pack and the outputs. */
export const CREATION = new RegExp(`${DONE.source}|✅|^ {4}client\\w+ *: (?!\\[unknown\\])`);

/** The values that an update would change. */
export const DIFF = /^ {6,}~ \S+ *:|^ {4}~ \d+ to update/;

/** Who refused a client, and why. */
export const REFUSAL = /^ {4}error: |❌|\[mandatory\]|^ {10}fullAccessAllowed is /;

/** The checks that the login stands on, and the total. */
export const SMOKE =
  /(?:credentials|authorize-wrong-redirect-refused|token|code-replay-refused|session-exchange|revoke): |^\w+: \d+ passed/;
