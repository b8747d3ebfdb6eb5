import { inspect } from "node:util";
import type { DynamicProvider } from "../../provider/src/engine/dynamic-provider.ts";
import type { Inputs, Program } from "./program.ts";
import type { Random } from "./random.ts";

/** A resource as the state keeps it. */
export interface Kept {
  readonly id: string;
  readonly outputs: Record<string, unknown>;
  /** Was created or changed, but not completely: updated even where nothing differs. */
  readonly isUnfinished: boolean;
}

/** What outlives a process of the engine. */
export interface State {
  readonly resources: Map<string, Kept>;
  /** Ids that were replaced and are not deleted yet, with their outputs. */
  readonly replaced: Map<string, Record<string, unknown>>;
}

export interface Run {
  readonly isOk: boolean;
  /** Everything that a person or a log may see of what went wrong. */
  readonly said: string[];
  /** Resources whose client may have been created without a trace: the run reported it or was killed. */
  readonly doubtful: string[];
}

/** A process of the provider, and a promise of its end. */
export interface ProviderProcess {
  readonly provider: DynamicProvider;
  /** Settles with nothing once the provider or the engine was killed. */
  readonly death: Promise<"provider" | "engine">;
}

export interface RunOptions {
  readonly parallel: number;
  /** `--continue-on-error` */
  readonly goesOn: boolean;
  /** Whether the engine is killed between the provider's response and the checkpoint. */
  readonly isLost: (step: string) => boolean;
}

const PROVIDER_TEXT = "exports.handler=()=>1";

class Killed extends Error {}

/** The part of the engine that decides what to ask of a provider, and what to keep of its responses. */
class Deployment {
  readonly #state: State;
  readonly #process: ProviderProcess;
  readonly #options: RunOptions;
  readonly #said: string[] = [];
  readonly #doubtful: string[] = [];
  isOk = true;
  #isEngineDead = false;

  constructor(state: State, process: ProviderProcess, options: RunOptions) {
    this.#state = state;
    this.#process = process;
    this.#options = options;
    void process.death.then((of) => {
      if (of === "engine") this.#isEngineDead = true;
    });
  }

  /** Takes steps, some at a time; unless it continues after errors, none begins after one has failed. */
  async take(steps: readonly (() => Promise<void>)[]): Promise<void> {
    const left = [...steps];
    const worker = async () => {
      for (let step = left.shift(); step; step = left.shift()) {
        if (!this.isOk && !this.#options.goesOn) return;
        try {
          await step();
        } catch (error) {
          this.isOk = false;
          if (!(error instanceof Killed)) this.#said.push(everyFormOf(error));
        }
      }
    };
    await Promise.all(Array.from({ length: this.#options.parallel }, worker));
  }

  /** One call of the provider, whose response is lost where either process was killed. */
  async ask<Result>(step: string, call: () => Promise<Result>): Promise<Result> {
    const killed = this.#process.death.then(() => {
      throw new Killed();
    });
    const result = await Promise.race([call(), killed]).finally(() => {
      if (this.#options.isLost(step)) this.#isEngineDead = true;
    });
    if (this.#isEngineDead) throw new Killed();
    return result;
  }

  async place(name: string, inputs: Inputs): Promise<void> {
    const { provider } = this.#process;
    const kept = this.#state.resources.get(name);
    const wanted = withText(definedOf(inputs));
    const checked = await this.ask(`check ${name}`, () =>
      provider.check(withText(kept?.outputs ?? {}), wanted),
    );
    if (checked.failures.length > 0) throw new Error(JSON.stringify(checked.failures));
    const news = withText(checked.inputs);
    if (kept === undefined) return this.#create(name, news);
    const { changes, replaces } = await this.ask(`diff ${name}`, () =>
      provider.diff(kept.id, withText(kept.outputs), news),
    );
    if (replaces.length > 0) await this.#create(name, news, kept);
    else if (changes || kept.isUnfinished) await this.#update(name, kept, news);
  }

  /** @param former the resource that the new one replaces. */
  async #create(name: string, news: Record<string, unknown>, former?: Kept): Promise<void> {
    const { provider } = this.#process;
    const made = await this.ask(`create ${name}`, () =>
      provider.create(news).then(
        ({ id, outs }) => ({ kept: keptOf(id, outs), problem: undefined }),
        (problem) => ({ kept: unfinishedOf(problem), problem }),
      ),
    ).catch((killed) => {
      this.#doubtful.push(name);
      throw killed;
    });
    if (made.kept) this.#state.resources.set(name, made.kept);
    if (made.kept && former) this.#state.replaced.set(former.id, former.outputs);
    if (made.problem?.name === "ERR_STYTCH_OUTCOME_UNKNOWN") this.#doubtful.push(name);
    if (made.problem) throw made.problem;
  }

  async #update(name: string, kept: Kept, news: Record<string, unknown>): Promise<void> {
    const { provider } = this.#process;
    const { id, outputs } = kept;
    const made = await this.ask(`update ${name}`, () =>
      provider.update(id, withText(outputs), news).then(
        ({ outs }) => ({ kept: keptOf(id, outs), problem: undefined }),
        (problem) => ({ kept: unfinishedOf(problem), problem }),
      ),
    );
    if (made.kept) this.#state.resources.set(name, made.kept);
    if (made.problem) throw made.problem;
  }

  async delete(id: string, outputs: Record<string, unknown>, forget: () => void): Promise<void> {
    await this.ask(`delete ${id}`, () => this.#process.provider.delete(id, withText(outputs)));
    forget();
  }

  async read(name: string, { id, outputs }: Kept): Promise<void> {
    const found = await this.ask(`read ${name}`, () =>
      this.#process.provider.read(id, withText(outputs)),
    );
    if (found.id === undefined || found.id === "") this.#state.resources.delete(name);
    else this.#state.resources.set(name, keptOf(id, found.props ?? {}));
  }

  run(): Run {
    return { isOk: this.isOk, said: this.#said, doubtful: this.#doubtful };
  }
}

/** `pulumi up`. */
export async function up(
  state: State,
  program: Program,
  process: ProviderProcess,
  options: RunOptions,
  random: Random,
): Promise<Run> {
  const deployment = new Deployment(state, process, options);
  const order = [...program].sort(() => random.next() - 0.5);
  await deployment.take(
    order.map(
      ([name, inputs]) =>
        () =>
          deployment.place(name, inputs),
    ),
  );
  // What goes is only known once the whole program has run.
  if (!deployment.isOk) return deployment.run();
  const gone = [...state.resources].filter(([name]) => !program.has(name));
  await deployment.take([
    ...[...state.replaced].map(
      ([id, outputs]) =>
        () =>
          deployment.delete(id, outputs, () => state.replaced.delete(id)),
    ),
    ...gone.map(
      ([name, { id, outputs }]) =>
        () =>
          deployment.delete(id, outputs, () => state.resources.delete(name)),
    ),
  ]);
  return deployment.run();
}

/** `pulumi refresh`. */
export async function refresh(
  state: State,
  process: ProviderProcess,
  options: RunOptions,
): Promise<Run> {
  const deployment = new Deployment(state, process, options);
  const { resources } = state;
  await deployment.take(
    [...resources].map(
      ([name, kept]) =>
        () =>
          deployment.read(name, kept),
    ),
  );
  return deployment.run();
}

function withText(properties: Record<string, unknown>) {
  return { ...properties, __provider: PROVIDER_TEXT };
}

function definedOf(inputs: Inputs): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
}

/** What goes over gRPC, which knows no undefined and keeps no reference. */
function keptOf(id: string, outputs: object, isUnfinished = false): Kept {
  const { __provider, ...own } = JSON.parse(JSON.stringify(outputs));
  return { id, outputs: own, isUnfinished };
}

function unfinishedOf(problem: unknown): Kept | undefined {
  const { id, properties } = problem as { id?: string; properties?: object };
  return id === undefined ? undefined : keptOf(id, properties ?? {}, true);
}

function everyFormOf(error: unknown): string {
  const { message, stack } = error as Error;
  return [String(error), message, stack, inspect(error, { depth: 10 }), JSON.stringify(error)].join(
    "\n",
  );
}
