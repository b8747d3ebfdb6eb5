import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { execa } from "execa";
import { type DeclaredClient, declareClients, withPropertyNames } from "../../bench/clients.ts";
import { type Api, startApi, type WireClient } from "../../bench/contenders/api.ts";
import { type Contender, OURS, PLUGIN } from "../../bench/contenders/contender.ts";
import { layOut, STACK, type Workplace } from "../../bench/contenders/workplace.ts";
import { cleanUpOnSignals } from "../../bench/folders.ts";
import { commandLine, descendants, roleOf } from "../../bench/processes.ts";
import { type Engine, provideEngine } from "../pulumi/src/index.ts";
import { withFolders } from "./folders.ts";
import { ownOf, problemsOf } from "./held-clients.ts";
import { allGone, end } from "./killing.ts";
import { endLeftOver, markProcesses } from "./marked.ts";
import type { Outcome } from "./outcome.ts";
import { type Random, randomOf } from "./random.ts";

const CLIENTS = 20;
const LATENCY_MS = 20;
/** One search, fourteen updates, six creates and six deletes. */
const REQUESTS_OF_A_RUN = 27;
const VICTIMS = ["provider", "engine", "program"] as const;
const UP = ["up", "--yes", "--skip-preview", "--non-interactive", "--parallel", "4"];
/** As the emulator issues them, and not a part of some longer text. */
const SECRET = /(?<![\w+/=-])[\w-]{48}(?![\w+/=-])/g;

/** By SIGKILL, and once in a while the engine as by Ctrl-C. */
const INTERRUPTED = "interrupted engine";
type Victim = (typeof VICTIMS)[number] | typeof INTERRUPTED;
type Victims = readonly [Victim, ...Victim[]];

/** Kills at random moments of a real `pulumi up`, each followed by the documented recovery. */
export const runEngineKills: Kind = (...run) => runKills(OURS, VICTIMS, ...run);

/** The same with the plugin; and none of its processes may outlive the engine. */
export const runPluginKills: Kind = (...run) => runKills(PLUGIN, [...VICTIMS, INTERRUPTED], ...run);

type Kind = (seed: string, count: number, say: (line: string) => void) => Promise<Outcome>;

async function runKills(
  contender: Contender,
  victims: Victims,
  ...[seed, count, say]: Parameters<Kind>
): Promise<Outcome> {
  cleanUpOnSignals();
  endLeftOver();
  const marked = markProcesses();
  const engine = await provideEngine();
  const api = await startApi(LATENCY_MS);
  const problems: string[] = [];
  const struck: Record<string, number> = {};
  let emptyAttributes = 0;
  let stayed = 0;
  try {
    await withFolders(contender, async (folder, sdk) => {
      const env = { ...api.env, ...sdk, ...marked.env };
      const place = await layOut(folder, contender, CLIENTS, engine, env);
      const torture = new EngineTorture(api, place, engine, victims);
      await torture.begin();
      for (let n = 0; n < count; n += 1) {
        const { hit, description, left, wrong } = await torture.kill(n, randomOf(`${seed}-${n}`));
        say(
          `${n + 1} of ${count}: ${description}${wrong.length === 0 ? "" : `: ${wrong.join("; ")}`}`,
        );
        struck[hit] = (struck[hit] ?? 0) + 1;
        stayed += left.filter((command) => roleOf(command) === "provider").length;
        problems.push(...wrong.map((problem) => `kill ${n}, ${description}: ${problem}`));
        if (wrong.length > 0) break;
      }
      emptyAttributes = torture.emptyAttributes;
    });
  } finally {
    marked.end();
    await api.close();
  }
  const counts = Object.entries(struck).map(([victim, times]) => `${victim} ${times}`);
  return {
    isGood: problems.length === 0,
    facts: [
      `${count} kills in a pulumi up of ${CLIENTS} clients (Pulumi ${engine.version}): ${counts.join(", ")}`,
      `empty files of attributes that had to be deleted: ${emptyAttributes}`,
      `provider processes that did not end by themselves: ${stayed}`,
      ...(problems.length === 0
        ? ["after the recovery one up reached what was declared each time"]
        : problems),
    ],
  };
}

interface Kill {
  readonly hit: Victim | "none, the run was over";
  /** What was killed when. */
  readonly description: string;
  /** Command lines of what had to be ended. */
  readonly left: readonly string[];
  readonly wrong: readonly string[];
}

class EngineTorture {
  readonly #api: Api;
  readonly #place: Workplace;
  readonly #engine: Engine;
  readonly #victims: Victims;
  /** Files of attributes that kills left empty. */
  emptyAttributes = 0;
  #foreign: WireClient[] = [];
  #declared: readonly DeclaredClient[] = declareClients(CLIENTS);

  constructor(api: Api, place: Workplace, engine: Engine, victims: Victims) {
    this.#victims = victims;
    this.#api = api;
    this.#place = place;
    this.#engine = engine;
  }

  async begin(): Promise<void> {
    await this.#must(["stack", "init", STACK, "--non-interactive"]);
    // Someone else's, one of them in every field like one of ours.
    const [first] = this.#declared;
    for (const fields of [first?.fields ?? {}, { client_type: "third_party" }]) {
      await this.#call("POST", "", fields);
    }
    this.#foreign = await this.#api.clients();
    await this.#must(UP);
  }

  async kill(n: number, random: Random): Promise<Kill> {
    await this.#edit(n);
    const victim = random.pick(this.#victims);
    const afterRequests = random.int(REQUESTS_OF_A_RUN);
    const afterMs = random.int(afterRequests === 0 ? 3_000 : LATENCY_MS);
    const description = `${victim} after ${afterRequests} requests and ${afterMs} ms`;
    const { isKilled, left } = await this.#killedUp(victim, afterRequests, afterMs);
    const wrong = await this.#recover(isKilled && victim === "engine");
    if (wrong.length === 0) wrong.push(...(await this.#problems()));
    const plugins = left.filter((command) => command.includes("pulumi-resource-stytch"));
    wrong.push(...plugins.map((command) => `still ran afterwards: ${command}`));
    return { hit: isKilled ? victim : "none, the run was over", description, left, wrong };
  }

  /** Changes every client, and puts new ones in the place of some. */
  async #edit(n: number): Promise<void> {
    this.#declared = declareClients(CLIENTS).map(({ name, fields }, index) => {
      const isNew = index < 6;
      const ownName = isNew ? `${name}-${n}` : name;
      const client_description = `changed ${n}`;
      return { name: ownName, fields: { ...fields, client_name: ownName, client_description } };
    });
    const inputs = this.#declared.map(withPropertyNames);
    await writeFile(join(this.#place.folder, "clients.json"), JSON.stringify(inputs));
  }

  /** @returns whether the run was still going on, and which processes did not end with it. */
  async #killedUp(
    victim: Victim,
    afterRequests: number,
    afterMs: number,
  ): Promise<{ isKilled: boolean; left: string[] }> {
    const before = await this.#requests();
    const child = this.#run(UP);
    let isOver = false;
    const ended = child.finally(() => {
      isOver = true;
    });
    while (!isOver && (await this.#requests()) - before < afterRequests) await delay(10);
    await delay(afterMs);
    if (isOver || child.pid === undefined) return { isKilled: false, left: [] };
    // Orphans would no longer be found below the engine.
    const below = descendants(child.pid);
    const pid = await this.#find(victim, child.pid, () => isOver);
    const signal = victim === INTERRUPTED ? "SIGINT" : "SIGKILL";
    const isKilled = pid !== undefined && end(pid, signal);
    await ended;
    return { isKilled, left: await allGone(below) };
  }

  /** A victim that is not there yet is waited for. */
  async #find(victim: Victim, engine: number, isOver: () => boolean): Promise<number | undefined> {
    if (victim === "engine" || victim === INTERRUPTED) return engine;
    while (!isOver()) {
      const found = descendants(engine).find((pid) => roleOf(commandLine(pid)) === victim);
      if (found !== undefined) return found;
      await delay(5);
    }
    return undefined;
  }

  /** What the documentation asks for after a killed run. */
  async #recover(isLocked: boolean): Promise<string[]> {
    await this.#deleteEmptyAttributes();
    if (isLocked) await this.#must(["cancel", "--yes"]);
    const { ids, hasPending } = await this.#state();
    const known = new Set([...ids, ...this.#foreign.map(({ client_id }) => client_id)]);
    for (const { client_id } of await this.#api.clients()) {
      if (!known.has(client_id)) await this.#call("DELETE", `/${client_id}`);
    }
    if (hasPending) {
      await this.#must(["refresh", "--yes", "--skip-preview", "--clear-pending-creates"]);
    }
    const { failed, all } = await this.#run(UP);
    return failed ? [`the up after the recovery failed: ${all}`] : [];
  }

  /** The engine writes these next to its files in more than one step; it can read without them. */
  async #deleteEmptyAttributes(): Promise<void> {
    for (const file of await this.#files()) {
      if (!file.endsWith(".attrs") || (await stat(file)).size > 0) continue;
      await rm(file);
      this.emptyAttributes += 1;
    }
  }

  async #problems(): Promise<string[]> {
    const held = await this.#api.clients();
    const { ids } = await this.#state();
    const clients = { held, foreign: this.#foreign, declared: this.#declared, ids };
    return [...problemsOf(clients), ...(await this.#clearSecrets(ownOf(clients)))];
  }

  async #clearSecrets(clients: readonly WireClient[]): Promise<string[]> {
    const endings = clients.flatMap(({ client_secret_last_four: ending }) => ending ?? []);
    const problems: string[] = [];
    for (const file of await this.#files()) {
      const text = await readFile(file, "utf8");
      const long: string[] = text.match(SECRET) ?? [];
      if (
        text.includes(this.#api.env.STYTCH_SECRET ?? "") ||
        long.some((word) => endings.some((ending) => word.endsWith(ending)))
      ) {
        problems.push(`a secret may stand in clear in ${basename(file)}`);
      }
    }
    return problems;
  }

  /** Everything that the engine left. */
  async #files(): Promise<string[]> {
    const { backend } = this.#place;
    const entries = await readdir(backend, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  }

  async #state(): Promise<{ ids: string[]; hasPending: boolean }> {
    const { stdout } = await this.#must(["stack", "export"]);
    const { deployment } = JSON.parse(stdout) as {
      deployment: {
        resources?: { type: string; id?: string }[];
        pending_operations?: unknown[];
      };
    };
    const apps = (deployment.resources ?? []).filter(({ type }) => type.endsWith(":ConnectedApp"));
    return {
      ids: apps.flatMap(({ id }) => id ?? []),
      hasPending: (deployment.pending_operations ?? []).length > 0,
    };
  }

  async #requests(): Promise<number> {
    const counts = Object.values(await this.#api.requests());
    return counts.reduce((sum, times) => sum + times, 0);
  }

  async #call(method: string, path: string, body?: object): Promise<void> {
    const { STYTCH_API_URL, STYTCH_PROJECT_ID, STYTCH_SECRET } = this.#api.env;
    const { ok, status } = await fetch(`${STYTCH_API_URL}/v1/connected_apps/clients${path}`, {
      method,
      headers: { authorization: `Basic ${btoa(`${STYTCH_PROJECT_ID}:${STYTCH_SECRET}`)}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!ok) throw new Error(`${method} ${path}: ${status}`);
  }

  async #must(args: readonly string[]) {
    const result = await this.#run(args);
    if (!result.failed) return result;
    throw new Error(`pulumi ${args.join(" ")} ended with ${result.exitCode}: ${result.all}`);
  }

  /** Its result has the whole output, in `all`, and no failure is thrown. */
  #run(args: readonly string[]) {
    const { folder: cwd, env } = this.#place;
    return execa(this.#engine.command, args, {
      cwd,
      env,
      extendEnv: false,
      stdin: "ignore",
      all: true,
      reject: false,
    });
  }
}
