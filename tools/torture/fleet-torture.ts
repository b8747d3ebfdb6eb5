import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { type DeclaredClient, declareClients, withPropertyNames } from "../../bench/clients.ts";
import type { Api, WireClient } from "../../bench/contenders/api.ts";
import { withoutSettings } from "../../bench/contenders/workplace.ts";
import { copyFleet } from "../../bench/fleet-copy.ts";
import { REPOSITORY } from "../../bench/folders.ts";
import { commandLine, descendants, roleOf } from "../../bench/processes.ts";
import { type Engine, engineEnvironment } from "../pulumi/src/index.ts";
import { problemsOf } from "./held-clients.ts";
import { allGone, end } from "./killing.ts";
import type { Random } from "./random.ts";

export const CLIENTS = 20;
const STACKS = 2;
export const LATENCY_MS = 20;
/** In every sixth kill of a fleet it grows by one stack. */
export const GROWTH_EVERY = 6;
/** `machine` is everything at once, as a power failure. */
const VICTIMS = ["fleet", "engine", "provider", "machine"] as const;
type Victim = (typeof VICTIMS)[number];
/** A command of the fleet with its flags. */
type Arguments = readonly [string, ...string[]];
const FLAGS = ["--parallel", "2", "--unlock-dead"];

/** A fleet that is killed again and again. */
export class FleetTorture {
  readonly #api: Api;
  readonly #folder: string;
  readonly #env: Record<string, string | undefined>;
  #stacks = STACKS;
  #foreign: WireClient[] = [];
  #declared: readonly DeclaredClient[] = declareClients(CLIENTS);
  /** How long the first run took, which had everything to do. */
  #runMs = 0;

  /** @param env what all its processes have in their environment besides. */
  constructor(api: Api, folder: string, engine: Engine, env: Readonly<Record<string, string>>) {
    this.#api = api;
    this.#folder = join(folder, "examples", "fleet");
    const backend = pathToFileURL(join(folder, "backend")).href;
    const own = {
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: backend,
      PULUMI_CONFIG_PASSPHRASE: "torture",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    const base = { ...withoutSettings(process.env), ...own, ...api.env, ...env };
    this.#env = engineEnvironment(REPOSITORY, base, engine);
  }

  async begin(): Promise<void> {
    const root = join(this.#folder, "../..");
    await mkdir(join(root, "backend"));
    await copyFleet(root);
    const [first] = this.#declared;
    for (const fields of [
      { ...first?.fields, client_name: "someone else's" },
      { client_type: "third_party" },
    ]) {
      await this.#create(fields);
    }
    this.#foreign = await this.#api.clients();
    await this.#edit(0);
    const start = Date.now();
    const { failed, all } = await this.#run("up", "--stacks", String(STACKS));
    if (failed) throw new Error(`the first run failed: ${all}`);
    this.#runMs = Date.now() - start;
  }

  async kill(n: number, random: Random) {
    await this.#edit(n + 1);
    const isGrowth = n % GROWTH_EVERY === GROWTH_EVERY - 1;
    if (isGrowth) this.#stacks += 1;
    const command: Arguments = isGrowth ? ["grow", "--stacks", String(this.#stacks)] : ["up"];
    const victim = random.pick(VICTIMS);
    const when = random.chance(0.5)
      ? { requests: random.int(CLIENTS), ms: random.int(LATENCY_MS) }
      : { requests: 0, ms: random.int(this.#runMs) };
    const description = `${command[0]}: ${victim} after ${when.requests} requests and ${when.ms} ms`;
    const isKilled = await this.#killed(victim, when, command);
    const lost = await this.#unknown();
    const wrong = await this.#oneMoreRun(command);
    if (wrong.length === 0) wrong.push(...(await this.#problems()));
    return { hit: isKilled ? victim : "none, the run was over", description, lost, wrong };
  }

  /** Changes a third of the clients, and puts new ones in the place of another third. */
  async #edit(n: number): Promise<void> {
    this.#declared = declareClients(CLIENTS).map(({ name, fields }, index) => {
      const client_name = index % 3 === 0 ? `${name}-${n}` : name;
      const minutes = index % 3 === 1 ? 5 + (n % 10) : 15;
      const changed = { client_name, access_token_expiry_minutes: minutes };
      return { name: client_name, fields: { ...fields, ...changed, full_access_allowed: false } };
    });
    const rows = this.#declared.map((client) => ({
      key: client.name,
      ...withPropertyNames(client).fields,
    }));
    // What is in JSON is in YAML too.
    await writeFile(join(this.#folder, "torture.yaml"), JSON.stringify(rows));
  }

  async #killed(
    victim: Victim,
    when: { requests: number; ms: number },
    command: Arguments,
  ): Promise<boolean> {
    const before = await this.#requests();
    const child = this.#run(...command);
    let isOver = false;
    const ended = child.finally(() => {
      isOver = true;
    });
    while (!isOver && (await this.#requests()) - before < when.requests) await delay(10);
    await delay(when.ms);
    const { pid } = child;
    if (isOver || pid === undefined) return false;
    const below = descendants(pid);
    const isKilled = await this.#strike(victim, pid, () => isOver);
    await ended;
    // The engine of a fleet that was killed is alive for a moment: the next run has to wait for it.
    if (victim !== "fleet") await allGone(below);
    return isKilled;
  }

  /** A victim that is not there yet is waited for. */
  async #strike(victim: Victim, fleet: number, isOver: () => boolean): Promise<boolean> {
    if (victim === "fleet") return end(fleet);
    if (victim === "machine") {
      return [fleet, ...descendants(fleet)].map((pid) => end(pid)).includes(true);
    }
    while (!isOver()) {
      const found = descendants(fleet).find((pid) => roleOf(commandLine(pid)) === victim);
      if (found !== undefined) return end(found);
      await delay(5);
    }
    return false;
  }

  /** How many clients the server holds that no state knows. */
  async #unknown(): Promise<number> {
    const known = new Set([...(await this.#ids()), ...this.#foreign.map((one) => one.client_id)]);
    return (await this.#api.clients()).filter(({ client_id }) => !known.has(client_id)).length;
  }

  async #oneMoreRun(command: Arguments): Promise<string[]> {
    const { failed, all } = await this.#run(...command, "--delete-lost");
    // A growth that a kill came too late for is refused.
    if (!failed || all?.includes(`has ${this.#stacks} stacks`)) {
      const deployed = command[0] === "up" ? undefined : await this.#run("up", "--delete-lost");
      return deployed?.failed ? [`up after the growth failed: ${deployed.all}`] : [];
    }
    return [`one more run failed: ${all}`];
  }

  async #problems(): Promise<string[]> {
    return problemsOf({
      held: await this.#api.clients(),
      foreign: this.#foreign,
      declared: this.#declared,
      ids: await this.#ids(),
    });
  }

  /** Of the clients in all states. */
  async #ids(): Promise<string[]> {
    const ids: string[] = [];
    for (let shard = 0; shard < this.#stacks; shard += 1) {
      const stack = `clients-${String(shard).padStart(4, "0")}`;
      const { stdout, failed } = await this.#pulumi("stack", "export", "--stack", stack);
      // It may not have been made before the kill.
      if (failed) continue;
      const resources = JSON.parse(String(stdout)).deployment.resources ?? [];
      const apps = resources.filter(({ type }: { type: string }) => type.endsWith(":ConnectedApp"));
      ids.push(...apps.flatMap(({ id }: { id?: string }) => id ?? []));
    }
    return ids;
  }

  async #requests(): Promise<number> {
    const counts = Object.values(await this.#api.requests());
    return counts.reduce((sum, times) => sum + times, 0);
  }

  async #create(body: object): Promise<void> {
    const { STYTCH_API_URL, STYTCH_PROJECT_ID, STYTCH_SECRET } = this.#api.env;
    const { ok, status } = await fetch(`${STYTCH_API_URL}/v1/connected_apps/clients`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${STYTCH_PROJECT_ID}:${STYTCH_SECRET}`)}` },
      body: JSON.stringify(body),
    });
    if (!ok) throw new Error(`a client of others could not be created: ${status}`);
  }

  /** Runs a command of the fleet; its result has the whole output, in `all`, and no failure is thrown. */
  #run(command: string, ...flags: string[]) {
    const fleet = join(this.#folder, "fleet.ts");
    const args = [fleet, command, "torture.yaml", ...flags, ...FLAGS];
    return this.#start(process.execPath, args);
  }

  #pulumi(...args: string[]) {
    return this.#start("pulumi", [...args, "--non-interactive"]);
  }

  #start(command: string, args: readonly string[]) {
    return execa(command, args, {
      cwd: this.#folder,
      env: this.#env,
      extendEnv: false,
      stdin: "ignore",
      all: true,
      reject: false,
    });
  }
}
