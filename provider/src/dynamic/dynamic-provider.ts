import type { Lifecycle } from "../lifecycle/lifecycle.ts";
import type { ReadConfig } from "./configuration.ts";
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

const isUnknown = (value: unknown) => value === UNKNOWN;

/**
 * Serves a lifecycle to the engine's dynamic-provider server. `check` and `diff` never touch the
 * network: the engine calls them one resource at a time.
 */
export function dynamicProvider<Inputs extends object, Outputs extends object>(
  lifecycle: Lifecycle<Inputs, Outputs>,
  connection: ProjectConnection,
): DynamicProvider {
  let settingsProblemTold = false;

  async function settingsFailures(): Promise<string[]> {
    const problem = await connection.problem();
    if (!problem) return [];
    const text = settingsProblemTold
      ? "The Stytch project is not configured; see the first message of this kind."
      : problem.message;
    settingsProblemTold = true;
    return [`[${problem.code}] ${text}`];
  }

  return {
    async configure({ config }) {
      connection.configure((key) => config.get(key));
    },
    check: (_olds, news) =>
      forEngine(async () => {
        const { inputs, failures } = lifecycle.check(own(news), isUnknown);
        const reasons = [...(await settingsFailures()), ...failures.map(({ reason }) => reason)];
        // No property: the engine would print its value beside the reason, even that of a secret.
        return { inputs, failures: reasons.map((reason) => ({ property: "", reason })) };
      }),
    diff: (_id, olds, news) =>
      forEngine(async () => {
        const { changes, replaces } = lifecycle.diff(
          own<Outputs>(olds),
          own<Inputs>(news),
          isUnknown,
        );
        return { changes: changes.length > 0, replaces };
      }),
    create: (inputs) =>
      forEngine(async () => {
        const { id, outputs, problem } = await lifecycle.create(
          await connection.api(),
          own<Inputs>(inputs),
        );
        const outs = { ...outputs };
        // The stored provider text must be among them, or the engine could not finish the resource.
        const properties = { ...outs, __provider: inputs.__provider };
        if (problem) throw new EngineError(problem, { id, properties });
        return { id, outs };
      }),
    read: (id, props) =>
      forEngine(async () => {
        const found = await lifecycle.read(await connection.api(), id, own<Outputs>(props));
        return found ? { id, props: { ...found.outputs }, inputs: found.inputs } : {};
      }),
    update: (id, olds, news) =>
      forEngine(async () => {
        const outputs = await lifecycle.update(
          await connection.api(),
          id,
          own<Outputs>(olds),
          own<Inputs>(news),
        );
        return { outs: { ...outputs } };
      }),
    delete: (id, props) =>
      forEngine(async () => lifecycle.delete(await connection.api(), id, own<Outputs>(props))),
  };
}

/**
 * The resource's own properties. Their shape is what `check` let through and what an operation
 * returned, kept by the engine in between.
 */
function own<Shape = Properties>({ __provider, ...properties }: Properties): Shape {
  return properties as Shape;
}
