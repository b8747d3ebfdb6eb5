import fc from "fast-check";
import { expect, test } from "vitest";
import { NEXT_SECRET_LOST } from "../../../../provider/src/connected-app/rotation/plan.ts";
import { checkProperty } from "../../../_property.ts";
import { DISTURBANCES, type Disturbance } from "../_emulated-api.ts";
import { type Declared, type Ending, World } from "./_rotation-world.ts";

const RUNS = 200;
/** How often what happened, over all runs. */
const seen = new Map<string, number>();
const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

type Command = fc.AsyncCommand<object, World>;

/** Runs an action; what holds of every action is checked, and that the next `up` repairs it. */
async function act(world: World, action: () => Promise<Ending | "elsewhere">): Promise<void> {
  const [server, held, plan] = [world.server(), world.held(), world.plan()];
  const isBlind = world.needsRefresh();
  const ending = await action();
  const now = world.server();

  expect(now.current).toBeDefined();
  if (ending !== "elsewhere") {
    if (plan !== "complete" && plan !== "cut") expect(now.current).toBe(server.current);
    // The one secret may die only for one that the state held before.
    if (plan === "complete") expect([server.current, held.next]).toContain(now.current);
    const wasHeld = [held.current, held.next].includes(server.current);
    // A hard cut whose process dies takes its new secret along; the next one makes another.
    if (wasHeld && !(plan === "cut" && ending === "died")) {
      expect([world.held().current, world.held().next]).toContain(now.current);
    }
    if (ending === "done") {
      if (plan === "start" || plan === "restart") expect(now.next).not.toBe(server.next);
      if (plan === "cut") expect([server.current, server.next]).not.toContain(now.current);
    }
    if (ending === "done" && !isBlind) await expectDeclared(world, server);
  }
  count(`${plan ?? "error"}, ${ending}`);
  await expectRepairable(world);
}

/** The state is what the program declares, and its secrets are those that the server takes. */
async function expectDeclared(world: World, before: ReturnType<World["server"]>): Promise<void> {
  const { outputs, declared } = world;
  const [server, held] = [world.server(), world.held()];
  expect(outputs.secretVersion ?? "1").toBe(declared.secretVersion ?? "1");
  expect(outputs.nextSecretVersion).toBe(declared.nextSecretVersion);
  if (held.current === undefined) {
    // Made elsewhere, so that the state cannot know it.
    expect(server.current).toBe(before.current);
  } else {
    expect(held.current).toBe(server.current);
    expect(await world.authenticates(outputs.clientSecret ?? "")).toBe(true);
  }
  if (declared.nextSecretVersion === undefined) {
    expect(outputs).not.toHaveProperty("nextClientSecret");
  } else {
    expect(held.next).toBe(server.next);
    expect(await world.authenticates(outputs.nextClientSecret ?? "")).toBe(true);
  }
}

/** One undisturbed `up` reaches the declared state, or says what to declare instead. */
async function expectRepairable(world: World): Promise<void> {
  const refreshed = world.fork();
  await refreshed.refresh();
  for (const fork of world.needsRefresh() ? [refreshed] : [world.fork(), refreshed]) {
    const before = fork.server();
    const plan = fork.plan();
    let { ending, problem } = await fork.up();
    if (ending === "done") {
      await expectDeclared(fork, before);
      if (plan === "cancel" || plan === "cut") expect(fork.server().next).toBeUndefined();
      if (plan === "start" || plan === "restart") expect(fork.server().next).toBe(fork.held().next);
      continue;
    }
    // The remedy of a mistake in the program may meet what others did meanwhile, which has its own.
    for (let remedies = 0; remedies < 2; remedies += 1) {
      if (ending === "done") break;
      if (ending === "failed") expect(problem?.message).toBe(NEXT_SECRET_LOST);
      expect(fork.server()).toEqual(before);
      count("remedy followed");
      fork.declared = remedyOf(fork);
      if (fork.needsRefresh()) await fork.refresh();
      ({ ending, problem } = await fork.up());
    }
    expect(ending).toBe("done");
    await expectDeclared(fork, before);
  }
  expect(refreshed.outputs.clientDescription).toBe(world.declared.description ?? "");
}

/** What the errors say to declare. */
function remedyOf({ outputs, declared }: World): Declared {
  const { secretVersion, nextSecretVersion: next, nextClientSecret } = outputs;
  const back = secretVersion === undefined ? {} : { secretVersion };
  const { description, nextSecretVersion: wanted } = declared;
  const rest = description === undefined ? {} : { description };
  if (wanted !== undefined) {
    if (wanted === (secretVersion ?? "1")) return { ...rest, secretVersion: wanted };
    return next === undefined
      ? { ...rest, ...back, nextSecretVersion: wanted }
      : { ...rest, secretVersion: next };
  }
  if (next !== undefined && nextClientSecret === undefined) {
    return { ...rest, ...back, nextSecretVersion: next };
  }
  return { ...rest, secretVersion: next ?? "" };
}

/** How someone edits the program before an `up`. */
const EDITS: Record<string, (declared: Declared, version: string) => Declared> = {
  nothing: (declared) => declared,
  start: (declared, version) => ({ ...declared, nextSecretVersion: version }),
  complete: ({ nextSecretVersion: version, ...declared }) =>
    version === undefined ? declared : { ...declared, secretVersion: version },
  cancel: ({ nextSecretVersion: _, ...declared }) => declared,
  cut: ({ nextSecretVersion: _, ...declared }, version) => ({
    ...declared,
    secretVersion: version,
  }),
  both: (declared, version) => ({ ...declared, secretVersion: version }),
  field: ({ description, ...declared }) =>
    description === undefined ? { ...declared, description: "described" } : declared,
};

class Up implements Command {
  readonly edit: string;
  readonly version: string;
  readonly disturbances: ReadonlyMap<number, Disturbance>;
  readonly isWritten: boolean;

  constructor(
    edit: string,
    version: string,
    disturbances: readonly [number, Disturbance][],
    isWritten: boolean,
  ) {
    this.edit = edit;
    this.version = version;
    this.disturbances = new Map(disturbances);
    this.isWritten = isWritten;
  }

  check = () => true;

  run(_model: object, world: World): Promise<void> {
    const edited = EDITS[this.edit]?.(world.declared, this.version) ?? world.declared;
    const { secretVersion = "1", nextSecretVersion } = edited;
    // The check refuses equal ones.
    if (secretVersion !== nextSecretVersion) world.declared = edited;
    return act(world, async () => (await world.up(this.disturbances, this.isWritten)).ending);
  }

  toString() {
    const { edit, version, disturbances, isWritten } = this;
    const met = [...disturbances].map(([n, name]) => `${n}: ${name}`);
    return `up(${edit} ${version}; ${met}; ${isWritten ? "written" : "not written"})`;
  }
}

class Refresh implements Command {
  check = () => true;

  run(_model: object, world: World): Promise<void> {
    return act(world, async () => {
      const before = world.server();
      await world.refresh();
      expect(world.server()).toEqual(before);
      return "refused";
    });
  }

  toString = () => "refresh";
}

class Elsewhere implements Command {
  readonly step: "start" | "cancel" | "complete";

  constructor(step: Elsewhere["step"]) {
    this.step = step;
  }

  check = () => true;

  run(_model: object, world: World): Promise<void> {
    return act(world, async () => {
      if (await world.elsewhere(this.step)) count(`${this.step} elsewhere`);
      return "elsewhere";
    });
  }

  toString() {
    return `${this.step} elsewhere`;
  }
}

const version = fc.constantFrom("1", "2", "3", "4");
// Most of the others need a rotation that runs.
const edit = fc.constantFrom("start", "start", "start", "complete", ...Object.keys(EDITS));
const disturbance = fc.tuple(
  fc.integer({ min: 1, max: 6 }),
  fc.constantFrom(...(Object.keys(DISTURBANCES) as Disturbance[])),
);
const disturbed = fc.oneof(fc.constant([]), fc.array(disturbance, { maxLength: 4 }));
const isWritten = fc.oneof(
  { weight: 5, arbitrary: fc.constant(true) },
  { weight: 1, arbitrary: fc.constant(false) },
);
const up = fc.tuple(edit, version, disturbed, isWritten).map((args) => new Up(...args));
const commands = fc.commands(
  [
    up,
    up,
    up,
    fc.constant(new Refresh()),
    fc
      .constantFrom("start" as const, "cancel" as const, "complete" as const)
      .map((step) => new Elsewhere(step)),
  ],
  { maxCommands: 20, size: "max" },
);

test("whatever disturbs a rotation, no secret is lost and the next up gets where it should", async () => {
  const property = fc.asyncProperty(commands, async (sequence) => {
    const world = await World.create({});
    await fc.asyncModelRun(() => ({ model: {}, real: world }), sequence);
  });
  await checkProperty(property, RUNS);
  for (const rotation of ["start", "restart", "cancel", "complete", "cut"]) {
    expect.soft(seen.get(`${rotation}, done`), rotation).toBeGreaterThan(0);
    const stopped = ["failed", "died"].map((ending) => seen.get(`${rotation}, ${ending}`) ?? 0);
    expect.soft(Math.max(...stopped), rotation).toBeGreaterThan(0);
  }
}, 120_000);
