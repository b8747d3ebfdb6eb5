import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where in a call of the API the provider's process ends. */
export type Moment =
  /** Nothing was sent yet. */
  | "before"
  /** The server has done it; of its response, the head has arrived. */
  | "committed"
  /** The whole response has arrived; the engine knows nothing of it. */
  | "responded";

/** Whether the provider's process ends alone, or the engine that started it first. */
export type Victim = "provider" | "engine";

/** Ends processes in the middle of a call of the API. */
export interface Killer {
  /** For the environment of the engine: the provider's process inherits it. */
  readonly environment: Record<string, string>;
  /** The next call of a path with this ending ends its process by SIGKILL, once. */
  strikeAt(pathEnd: string, moment: Moment, victim?: Victim): Promise<void>;
  /** Whether the last order was carried out. */
  hasStruck(): boolean;
  remove(): Promise<void>;
}

/** undici publishes these moments of every request. */
const CHANNELS: Record<Moment, string> = {
  before: "undici:request:create",
  committed: "undici:request:headers",
  responded: "undici:request:trailers",
};

/** Loaded into every Node.js process of the engine; acts in the provider's alone. */
const PRELOAD = `
const { subscribe } = require("node:diagnostics_channel");
const { execFileSync } = require("node:child_process");
const { readFileSync, rmSync } = require("node:fs");
// A shell may stand between the engine and this process.
const engineAbove = (pid) => {
  const about = execFileSync("ps", ["-o", "ppid=,comm=", "-p", String(pid)], { encoding: "utf8" });
  const [, parent, command] = /^ *([0-9]+) +(.*)$/m.exec(about);
  return command.endsWith("pulumi") ? pid : engineAbove(parent);
};
if (/dynamic-provider|pulumi-resource-stytch/.test(process.argv[1])) {
  for (const channel of ${JSON.stringify(Object.values(CHANNELS))}) {
    subscribe(channel, ({ request }) => {
      let order;
      try { order = JSON.parse(readFileSync(process.env.STYTCH_TEST_KILL_FILE, "utf8")); } catch { return; }
      if (order.channel !== channel || !request.path.endsWith(order.pathEnd)) return;
      rmSync(process.env.STYTCH_TEST_KILL_FILE);
      if (order.victim === "engine") process.kill(engineAbove(process.ppid), "SIGKILL");
      process.kill(process.pid, "SIGKILL");
    });
  }
}
`;

export async function startKiller(): Promise<Killer> {
  const folder = await mkdtemp(join(tmpdir(), "stytch-killer-"));
  const preload = join(folder, "preload.cjs");
  const order = join(folder, "order.json");
  await writeFile(preload, PRELOAD);
  const options = [process.env.NODE_OPTIONS, `--require ${preload}`].filter(Boolean).join(" ");
  return {
    environment: { NODE_OPTIONS: options, STYTCH_TEST_KILL_FILE: order },
    strikeAt: (pathEnd, moment, victim = "provider") =>
      writeFile(order, JSON.stringify({ pathEnd, channel: CHANNELS[moment], victim })),
    hasStruck: () => !existsSync(order),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
