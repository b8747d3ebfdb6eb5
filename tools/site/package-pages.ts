import { readFileSync } from "node:fs";
import { join } from "node:path";
import { habitsDocument } from "../../emulator/dist/habits/document.js";
import { PACKAGES, REPOSITORY } from "../release/packages.ts";
import { moved } from "./links.ts";
import { type Pages, pageOf } from "./page.ts";

const HABITS = /<!-- habits -->[\s\S]*<!-- \/habits -->/;

/** Pages that are only made for the site: in the repository, their texts stand elsewhere. */
export function packagePages(): Pages {
  const files = [...PACKAGES, "ci"].map((name) => [`${name}/README.md`, name]);
  return new Map([
    ...[...files, ["review/SEVERITIES.md", "severities"]].map(([from = "", name]) => {
      const to = `docs/packages/${name}.md`;
      const text = readFileSync(join(REPOSITORY, from), "utf8");
      const withoutHabits = text.replace(HABITS, "The table has [a page](../emulator/habits.md).");
      return [to, moved(withoutHabits, from, to)] as const;
    }),
    [
      "docs/emulator/habits.md",
      pageOf([
        "# Habits of the emulator",
        "What Stytch's documentation leaves open, and how the emulator decides it. Defaults are bold. " +
          "[The package](../../emulator/README.md) says how to choose, " +
          "and how to ask a project of yours; [parity](./parity.md) lists what is emulated.",
        habitsDocument(),
      ]),
    ],
  ]);
}
