import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withPropertyNames } from "../../clients.ts";
import { withoutSettings } from "../../contenders/workplace.ts";
import { linkPackages } from "../../folders.ts";
import type { Rival } from "./rival.ts";

const DRIVER = join(import.meta.dirname, "provider-driver.ts");

/** Our provider without engine, program and state: what its own work costs. */
export const providerProcess: Rival = {
  key: "provider",
  async open({ folder, env }) {
    await linkPackages(folder);
    return {
      declare: (clients) =>
        writeFile(join(folder, "clients.json"), JSON.stringify(clients.map(withPropertyNames))),
      command: (operation) =>
        operation === "create"
          ? {
              program: process.execPath,
              args: [DRIVER],
              cwd: folder,
              env: { ...withoutSettings(process.env), ...env },
              readMs,
            }
          : undefined,
      complete: undefined,
      state: async () => undefined,
    };
  },
};

/** The driver prints its result last, as a line of JSON. */
function readMs(stdout: string): number {
  const { ms } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as { ms: number };
  return ms;
}
