import type { EmulatorProcess } from "./emulator.ts";
import type { Narration } from "./narration.ts";
import { STACK } from "./scenes.ts";

const SHOWN = [
  ["a client is created, its secret encrypted", "pulumi up --policy-pack FOLDER"],
  ["a second up makes no API call", "pulumi up --expect-no-changes"],
  ["an edit by hand is found, then repaired", "pulumi refresh, pulumi up"],
  ["what that edit meant to the login", "stytch-review changes"],
  ["a dangerous client is refused at preview", "pulumi preview --policy-pack FOLDER"],
  ["a token of the client becomes a session", "stytch-smoke --temporary-subject"],
] as const;

/** What the demo has shown, and by which commands. */
export function summary(narration: Narration): void {
  narration.table(SHOWN, ["What you have seen", "By"]);
}

/** @param kept the emulator that goes on; without it nothing is left running. */
export function farewell(narration: Narration, kept?: EmulatorProcess): void {
  const next: [string, string][] =
    kept === undefined
      ? [
          [
            "npm start -- --keep",
            "leaves client, stack and emulator, to change and repair by hand",
          ],
          ["npm start -- --verbose", "the whole output of each command"],
        ]
      : [
          [`${kept.url}/_emulator/`, `what the project holds; process ${kept.pid}`],
          [`npm run pulumi -- up --stack ${STACK}`, "after a change of examples/basic/index.ts"],
          [
            `npm run pulumi -- destroy --remove --stack ${STACK}`,
            "deletes the client and the stack",
          ],
          [`kill ${kept.pid}`, "ends the emulator"],
        ];
  next.push(["docs/getting-started.md", "a program of your own, from a template"]);
  narration.table(next, ["What to do next", ""]);
  narration.say("", kept === undefined ? "Done: nothing is left running." : "Done: all is left.");
}
