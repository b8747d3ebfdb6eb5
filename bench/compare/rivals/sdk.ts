import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FLOOR } from "../../contenders/contender.ts";
import { withoutSettings } from "../../contenders/workplace.ts";
import { linkPackages } from "../../folders.ts";
import type { Operation } from "../scenario.ts";
import type { Command, Rival } from "./rival.ts";

/** The script's own words. It keeps no state, so that it has nothing to preview. */
const WORDS: Readonly<Partial<Record<Operation, string>>> = {
  create: "create",
  again: "update",
  refresh: "list",
  "change-one": "update",
  "change-some": "update",
  drift: "update",
  "change-all": "update",
  destroy: "delete",
};

export const sdk: Rival = {
  key: "floor",
  async open({ folder, env: apiEnv }) {
    const program = join(folder, FLOOR.program);
    await linkPackages(folder);
    await copyFile(join(import.meta.dirname, "../../contenders", FLOOR.program), program);
    const commandOf = (word: string): Command => ({
      program: process.execPath,
      args: [program, word],
      cwd: folder,
      env: { ...withoutSettings(process.env), ...apiEnv },
    });
    return {
      declare: (clients) => writeFile(join(folder, "clients.json"), JSON.stringify(clients)),
      command(operation) {
        const word = WORDS[operation];
        return word === undefined ? undefined : commandOf(word);
      },
      complete: commandOf("update"),
      state: async () => undefined,
    };
  },
};
