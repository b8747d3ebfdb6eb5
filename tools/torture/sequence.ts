import { type ProviderProcess, type Run, refresh, type State, up } from "./engine.ts";
import { drawFault, type FaultName } from "./faults.ts";
import { problemsOf } from "./oracle.ts";
import { providerOn } from "./product.ts";
import {
  editProgram,
  type Inputs,
  isPublic,
  newClient,
  newProgram,
  type Program,
} from "./program.ts";
import { type Random, randomOf } from "./random.ts";
import { CLIENTS, startWorld, type WireClient, type World } from "./server.ts";

export interface SequenceResult {
  readonly seed: string;
  /** Empty if everything held. */
  readonly problems: readonly string[];
  /** What happened, for whoever has to find out why. */
  readonly story: readonly string[];
  /** How often each fault has struck, by `METHOD path: fault`. */
  readonly struck: ReadonlyMap<string, number>;
  readonly requests: number;
}

const ROUNDS = 6;
const FOREIGN = 5;

/**
 * Some runs of an edited program under random faults, then the recovery that the documentation asks
 * for and one undisturbed `up`; no client may be lost or exist twice, none of others may be touched,
 * and no secret may be printed.
 */
export async function runSequence(seed: string): Promise<SequenceResult> {
  const sequence = new Sequence(seed);
  try {
    await sequence.run();
  } catch (error) {
    sequence.problems.push(`the harness: ${(error as Error).stack}`);
  }
  return {
    seed,
    problems: sequence.problems,
    story: sequence.story,
    struck: sequence.struck,
    requests: sequence.world.requests(),
  };
}

class Sequence {
  readonly problems: string[] = [];
  readonly story: string[] = [];
  readonly struck = new Map<string, number>();
  readonly world: World = startWorld();
  readonly #seed: string;
  readonly #random: Random;
  readonly #state: State = { resources: new Map(), replaced: new Map() };
  /** Everything that was printed or thrown. */
  readonly #said: string[] = [];
  #program: Program;
  #foreign: WireClient[] = [];
  /** Creates since the last recovery that may have left a client behind, by its name. */
  #doubts: string[] = [];
  /** Clients of ours that others deleted. */
  readonly #gone = new Set<string>();
  /** Whether others touched clients of ours since the last refresh. */
  #isDrifted = false;

  constructor(seed: string) {
    this.#seed = seed;
    this.#random = randomOf(seed);
    this.#program = newProgram(this.#random);
  }

  async run(): Promise<void> {
    await this.#addForeign(this.#random, FOREIGN);
    for (let round = 0; round < ROUNDS; round += 1) await this.#round(round);
    await this.world.settle();
    await this.#recover();
    if (this.#isDrifted) await this.#expect("refresh", () => this.#refresh(NO_LOSS));
    await this.#expect("up", () => this.#up(NO_LOSS));
    if (this.#rotateLostSecrets()) await this.#expect("up", () => this.#up(NO_LOSS));
    await this.#check();
    const before = this.world.requests();
    await this.#expect("a further up", () => this.#up(NO_LOSS));
    if (this.world.requests() !== before) this.problems.push("a further up calls the API");
    await this.#expect("refresh", () => this.#refresh(NO_LOSS));
    await this.#check();
  }

  /** Clients of others, the first in every field like one of ours. */
  async #addForeign(random: Random, count: number): Promise<void> {
    const [first] = this.#program.values();
    for (let n = 0; n < count; n += 1) {
      const { clientType, clientName, redirectUrls, clientDescription, accessTokenExpiryMinutes } =
        n === 0 && first ? first : newClient(random, `foreign ${n}`);
      await this.world.call("POST", CLIENTS, {
        client_type: clientType,
        client_name: clientName,
        redirect_urls: redirectUrls,
        client_description: clientDescription,
        access_token_expiry_minutes: accessTokenExpiryMinutes,
      });
      // The server lists its clients in the order of their creation.
      this.#foreign.push(...(await this.world.clients()).slice(-1));
    }
  }

  /** One run under faults, after an edit or the recovery from the former one, or neither. */
  async #round(round: number): Promise<void> {
    const random = randomOf(`${this.#seed}, round ${round}`);
    if (round > 0 && random.chance(0.7)) {
      this.#program = editProgram(
        this.#program,
        random,
        (name) => this.#state.resources.get(name)?.outputs,
      );
    }
    if (round > 0 && random.chance(0.2)) await this.#drift(random);
    const probability = random.pick([0, 0.02, 0.1, 0.3]);
    this.#disturb(round, probability);
    const losses = (step: string) =>
      randomOf(`${this.#seed}, ${round}, lost ${step}`).chance(probability / 20);
    const isRefresh = round > 0 && random.chance(0.2);
    const before = this.#declaredIds();
    const run = await (isRefresh ? this.#refresh(losses) : this.#up(losses));
    if (isRefresh && run.isOk) this.#isDrifted = false;
    await this.#expectAlive(before);
    this.story.push(
      `round ${round}, ${isRefresh ? "refresh" : "up"}: ${run.isOk ? "done" : "failed"}`,
    );
    this.story.push(...run.said.map((said) => `  ${said.split("\n")[1]?.slice(0, 300)}`));
    // A late create may still be under way when the next run begins. A late update may not: no one
    // could know that it undoes a newer one.
    await this.world.settle((method, path) => method !== "POST" || path !== CLIENTS);
    if (random.chance(0.5)) {
      await this.world.settle();
      await this.#recover();
    }
  }

  #disturb(round: number, probability: number): void {
    const times = new Map<string, number>();
    this.world.disturb(({ method, path, client }) => {
      const route = `${method} ${path.replace(/connected-app-[^/]+/, "{id}")}`;
      const kind = `${route} ${client}`;
      const time = (times.get(kind) ?? 0) + 1;
      times.set(kind, time);
      const random = randomOf(`${this.#seed}, ${round}, ${kind}, ${time}`);
      const fault: FaultName | undefined = drawFault(random, probability * weightOf(route));
      if (fault === undefined) return undefined;
      this.story.push(`  ${kind}: ${fault}`);
      const struck = `${route}: ${fault}`;
      this.struck.set(struck, (this.struck.get(struck) ?? 0) + 1);
      return fault;
    });
  }

  /** Someone changes or deletes a client of ours, or makes one of theirs. */
  async #drift(random: Random): Promise<void> {
    const ours = [...this.#state.resources.values()];
    const touched = ours[random.int(ours.length)];
    if (touched === undefined || random.chance(0.3)) return this.#addForeign(random, 1);
    const path = `${CLIENTS}/${touched.id}`;
    this.#isDrifted = true;
    if (random.chance(0.3)) {
      this.#gone.add(touched.id);
      await this.world.call("DELETE", path);
    } else await this.world.call("PUT", path, { client_description: "changed elsewhere" });
    this.story.push(`others touch ${touched.outputs.clientName}`);
  }

  /** Ids of the clients that the state holds and the program does not give up. */
  #declaredIds(): string[] {
    const { resources } = this.#state;
    return [...this.#program].flatMap(([name, { clientType }]) => {
      const kept = resources.get(name);
      return kept?.outputs.clientType === clientType ? [kept.id] : [];
    });
  }

  async #expectAlive(ids: readonly string[]): Promise<void> {
    const alive = new Set((await this.world.clients()).map(({ client_id }) => client_id));
    const lost = ids.filter((id) => !alive.has(id) && !this.#gone.has(id));
    if (lost.length > 0) this.problems.push(`deleted though declared: ${lost}`);
  }

  /** What the documentation asks a person to do after a lost response or a killed run. */
  async #recover(): Promise<void> {
    const known = new Set([
      ...[...this.#state.resources.values()].map(({ id }) => id),
      ...this.#state.replaced.keys(),
      ...this.#foreign.map(({ client_id }) => client_id),
    ]);
    const orphans = (await this.world.clients()).filter(({ client_id }) => !known.has(client_id));
    for (const { client_id, client_name } of orphans) {
      const doubt = this.#doubts.indexOf(client_name);
      if (doubt < 0)
        this.problems.push(`a client was left behind and nothing said so: ${client_name}`);
      else this.#doubts.splice(doubt, 1);
      this.story.push(`recovery: ${client_name}, which no stack knows, is deleted`);
      await this.world.call("DELETE", `${CLIENTS}/${client_id}`);
    }
    this.#doubts = [];
  }

  /** @returns whether there are any. */
  #rotateLostSecrets(): boolean {
    const edited = [...this.#program].map(
      ([name, inputs]) => [name, this.#withSecret(name, inputs)] as const,
    );
    const isEdited = edited.some(([name, inputs]) => inputs !== this.#program.get(name));
    this.#program = new Map(edited);
    return isEdited;
  }

  /** A client whose create response came without its secret gets one by a rotation. */
  #withSecret(name: string, inputs: Inputs): Inputs {
    const kept = this.#state.resources.get(name);
    // What is unfinished gets its secret by the next up.
    if (
      !kept ||
      kept.isUnfinished ||
      isPublic(inputs) ||
      kept.outputs.clientType !== inputs.clientType
    )
      return inputs;
    if (kept.outputs.clientSecret !== undefined) return inputs;
    if (!this.#said.some((text) => text.includes("Stytch shows it only once"))) return inputs;
    this.story.push(`recovery: the secret of ${name}, which never arrived, is rotated`);
    const { secretVersion = "1", nextSecretVersion } = inputs;
    const version = nextSecretVersion ?? String(Number(secretVersion) + 1);
    return { ...inputs, secretVersion: version, nextSecretVersion: undefined };
  }

  async #expect(what: string, action: () => Promise<Run>): Promise<void> {
    const { isOk, said } = await action();
    if (!isOk) this.problems.push(`${what} failed: ${said.join("\n")}`);
  }

  #up(isLost: (step: string) => boolean): Promise<Run> {
    const options = { ...this.#options(), isLost };
    return this.#inProcess((process) =>
      up(this.#state, this.#program, process, options, this.#random),
    );
  }

  #refresh(isLost: (step: string) => boolean): Promise<Run> {
    const options = { ...this.#options(), isLost };
    return this.#inProcess((process) => refresh(this.#state, process, options));
  }

  #options() {
    return { parallel: this.#random.pick([1, 4, 16]), goesOn: this.#random.chance(0.6) };
  }

  /** With its own provider, since each command of the engine starts one. */
  async #inProcess(action: (process: ProviderProcess) => Promise<Run>): Promise<Run> {
    const { promise: death, resolve } = Promise.withResolvers<"provider" | "engine">();
    const print = (line: string) => this.#said.push(line);
    const { provider, close } = providerOn(
      this.world.settings,
      { dispatcher: this.world.connect(resolve) },
      print,
    );
    const run = await action({ provider, death });
    await close();
    this.#said.push(...run.said);
    const names = run.doubtful.map((name) => this.#program.get(name)?.clientName ?? "");
    this.#doubts.push(...names);
    return run;
  }

  async #check(): Promise<void> {
    this.problems.push(
      ...(await problemsOf(this.world, this.#program, this.#state, this.#foreign, this.#said)),
    );
  }
}

/** Deletes and rotations are few, and come last in runs that met little else. */
function weightOf(route: string): number {
  return /^DELETE|rotate/.test(route) ? 4 : 1;
}

const NO_LOSS = () => false;
