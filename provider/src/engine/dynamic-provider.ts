import { isDeepStrictEqual } from "node:util";
import type { ReadConfig } from "../connection/configuration.ts";
import { Claims, type Key, keyOfId } from "../lifecycle/claims.ts";
import { NoSuchResourceError, SharedResourceError } from "../lifecycle/errors.ts";
import type { Clock, CreateOutcome, Lifecycle, Operations } from "../lifecycle/lifecycle.ts";
import { requireSameProject } from "../lifecycle/same-project.ts";
import { visible } from "../text/visible.ts";
import { EngineError, forEngine } from "./engine-error.ts";
import type { ProjectConnection } from "./project-connection.ts";

type Properties = Record<string, unknown>;

/** The methods that the engine's dynamic-provider server calls. */
export interface DynamicProvider {
  configure(request: { config: { get: ReadConfig } }): Promise<void>;
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }>;
  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean; replaces: string[] }>;
  create(inputs: Properties): Promise<{ id: string; outs: object }>;
  read(id: string, props: Properties): Promise<{ id?: string; props?: object; inputs?: object }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: object }>;
  delete(id: string, props: Properties): Promise<void>;
}

/** What stands for a value that a preview does not know yet, whatever its type. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * How a property says that its value is a secret. The engine leaves no provider of this kind such a mark
 * on its way in, and keeps one that it gets back.
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

const isUnknown = (value: unknown) => value === UNKNOWN;

const SYSTEM_CLOCK: Clock = {
  now: () => new Date(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/**
 * Serves a lifecycle to the engine's dynamic-provider server. `check` and `diff` never touch the
 * network, since the engine calls them one resource at a time; but where `stytch:readAtPreview` asks
 * for it, the check of a resource that takes a client over reads that client.
 */
export function dynamicProvider<
  Inputs extends object,
  Outputs extends { readonly projectId?: string },
>(
  lifecycle: Lifecycle<Inputs, Outputs>,
  connection: ProjectConnection,
  print: (line: string) => void,
  clock: Clock = SYSTEM_CLOCK,
): DynamicProvider {
  let settingsProblemTold = false;
  /** A delete sees the former inputs only, so what a replacement allowed is remembered. */
  const replaced = new Set<string>();

  const claims = new Claims();

  /** As the engine is to keep them. */
  function stored(outputs: Outputs): object {
    const copies = (lifecycle.copiesOfInputs ?? []).filter((name) => outputs[name] !== undefined);
    const secrets = copies.map((name) => [name, { [SIGNATURE]: SECRET, value: outputs[name] }]);
    return { ...outputs, ...Object.fromEntries(secrets) };
  }

  let operationsOnProject: Operations<Inputs, Outputs> | undefined;

  async function operations(): Promise<Operations<Inputs, Outputs>> {
    const api = await connection.api();
    const readLagMs = await connection.readLagMs();
    operationsOnProject ??= lifecycle.operationsOn({ api, clock, readLagMs });
    return operationsOnProject;
  }

  const tell = (notes: readonly string[] = []) => {
    for (const note of notes) print(`Stytch: ${note}`);
  };

  async function refuseDestruction(id: string, outputs: Outputs, inputs?: Inputs): Promise<void> {
    const allowed = await connection.allowDestructive();
    const problem = lifecycle.destructionProblem?.(id, outputs, inputs, allowed);
    if (problem) throw problem;
  }

  /** What is wrong with a new resource that takes over something, after telling that it does. */
  async function takeOverFailures(inputs: Inputs): Promise<string[]> {
    const takeOver = lifecycle.takeOver(inputs, isUnknown);
    if (!takeOver) {
      const other = claims.hold(lifecycle.heldKeys("", inputs), "new");
      return other ? [new SharedResourceError("clientName names what", other).message] : [];
    }
    const { property, key, note } = takeOver;
    const other = key === undefined ? undefined : claims.announce(key);
    if (other) return [new SharedResourceError(`${property} names what`, other).message];
    if (note === undefined) return [];
    const canRead = key !== undefined && (await connection.readAtPreview());
    const { previewTakeOver } = canRead ? await operations() : {};
    tell([(await previewTakeOver?.(inputs, isUnknown)) ?? note]);
    return [];
  }

  async function settingsFailures(): Promise<string[]> {
    const problem = await connection.problem();
    if (!problem) return [];
    const text = settingsProblemTold
      ? "The settings of the Stytch project are wrong; the first message of this kind says how."
      : problem.message;
    settingsProblemTold = true;
    return [`[${problem.code}] ${text}`];
  }

  async function createOnce(inputs: Inputs): Promise<CreateOutcome<Outputs>> {
    let taken: Key | undefined;
    const claim = (id: string) => {
      const key = keyOfId(id);
      const isFree = claims.take(key);
      if (isFree) taken = key;
      return isFree;
    };
    try {
      const created = await (await operations()).create(inputs, claim);
      claims.made(keyOfId(created.id));
      return created;
    } catch (error) {
      if (taken !== undefined) claims.release(taken);
      throw error;
    }
  }

  return {
    async configure({ config }) {
      connection.configure((key) => config.get(key));
    },
    check: (olds, news) =>
      forEngine("check", async () => {
        const surroundings = { projectId: await connection.projectId(), former: own(olds) };
        const { inputs, failures } = lifecycle.check(own(news), isUnknown, surroundings);
        const reasons = [...(await settingsFailures()), ...failures.map(({ reason }) => reason)];
        const isNew = Object.keys(surroundings.former).length === 0;
        if (isNew && reasons.length === 0)
          reasons.push(...(await takeOverFailures(inputs as Inputs)));
        // No property: the engine would print its value beside the reason, even that of a secret.
        return {
          inputs,
          failures: reasons.map((reason) => ({ property: "", reason: visible(reason) })),
        };
      }),
    diff: (id, olds, news) =>
      forEngine(`diff of ${id}`, async () => {
        const [outputs, inputs] = [own<Outputs>(olds), own<Inputs>(news)];
        const projectId = await connection.projectId();
        if (projectId !== undefined) requireSameProject({ projectId }, id, outputs);
        const { changes, replaces, notes } = lifecycle.diff(outputs, inputs, isUnknown);
        // What is not known yet may turn out as it was; the update asks again.
        if (replaces.length > 0 && !replaces.some((name) => isUnknown(news[name]))) {
          await refuseDestruction(id, outputs, inputs);
          replaced.add(id);
        }
        const key = lifecycle.takeOver(inputs, isUnknown)?.key;
        if (replaces.length > 0 && key !== undefined) claims.replace(key);
        const other =
          replaces.length === 0 ? claims.hold(lifecycle.heldKeys(id, inputs), { id }) : undefined;
        if (other) throw new SharedResourceError(id, other);
        tell(notes?.map((note) => `${id}: ${note}`));
        return { changes: changes.length > 0, replaces };
      }),
    create: (inputs) =>
      forEngine("create", async () => {
        const { id, outputs, problem, notes } = await createOnce(own<Inputs>(inputs));
        tell(notes);
        const outs = stored(outputs);
        // The stored provider text must be among them, or the engine could not finish the resource.
        const properties = { ...outs, __provider: inputs.__provider };
        if (problem) throw new EngineError(problem, "create", { id, properties });
        return { id, outs };
      }),
    read: (id, props) =>
      forEngine(`read of ${id}`, async () => {
        const known = own<Outputs>(props);
        const found = await (await operations()).read(id, known);
        // Nothing is known at the first read, by the option id: there, missing is a mistake.
        if (!found && Object.keys(known).length === 0) {
          throw new NoSuchResourceError(id, (await connection.api()).projectId);
        }
        if (!found) return {};
        const outs = stored(found.outputs);
        // Where nothing differs the engine keeps the inputs as the program wrote them. Others, if only
        // shorter ones, would make its next run write the whole state once for each resource.
        return isDeepStrictEqual({ ...found.outputs }, known)
          ? { id, props: outs }
          : { id, props: outs, inputs: found.inputs };
      }),
    update: (id, olds, news) =>
      forEngine(`update of ${id}`, async () => {
        const { update } = await operations();
        const { outputs, problem, notes } = await update(id, own<Outputs>(olds), own<Inputs>(news));
        tell(notes);
        const outs = stored(outputs);
        const properties = { ...outs, __provider: news.__provider };
        if (problem) throw new EngineError(problem, `update of ${id}`, { id, properties });
        return { outs };
      }),
    delete: (id, props) =>
      forEngine(`delete of ${id}`, async () => {
        const outputs = own<Outputs>(props);
        if (claims.isHeld(keyOfId(id))) {
          return tell([`${id} is not deleted: another resource of this stack holds it.`]);
        }
        if (!replaced.has(id)) await refuseDestruction(id, outputs);
        await (await operations()).delete(id, outputs);
      }),
  };
}

/**
 * The resource's own properties. Their shape is what `check` let through and what an operation
 * returned, kept by the engine in between.
 */
function own<Shape = Properties>({ __provider, ...properties }: Properties): Shape {
  return properties as Shape;
}
