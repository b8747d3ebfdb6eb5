import type { ReadConfig } from "../connection/configuration.ts";
import type { Clock, Lifecycle } from "../lifecycle/lifecycle.ts";
import type { ProjectConnection } from "../service/project-connection.ts";
import { resourceService } from "../service/resource-service.ts";
import { visible } from "../text/visible.ts";
import { EngineError, forEngine } from "./engine-error.ts";

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

/**
 * How a property says that its value is a secret. The engine leaves no provider of this kind such a mark
 * on its way in, and keeps one that it gets back.
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Serves a lifecycle to the engine's dynamic-provider server. */
export function dynamicProvider<
  Inputs extends object,
  Outputs extends { readonly projectId?: string },
>(
  lifecycle: Lifecycle<Inputs, Outputs>,
  connection: ProjectConnection,
  print: (line: string) => void,
  clock?: Clock,
): DynamicProvider {
  const service = resourceService(lifecycle, connection, clock);
  const tell = (line: string) => print(`Stytch: ${line}`);

  /** As the engine is to keep them. */
  function stored(outputs: Outputs): object {
    const copies = (lifecycle.copiesOfInputs ?? []).filter((name) => outputs[name] !== undefined);
    const secrets = copies.map((name) => [name, { [SIGNATURE]: SECRET, value: outputs[name] }]);
    return { ...outputs, ...Object.fromEntries(secrets) };
  }

  return {
    async configure({ config }) {
      connection.configure((key) => config.get(key));
    },
    check: (olds, news) =>
      forEngine("check", async () => {
        const { inputs, failures } = await service.check(own(news), own(olds), tell);
        // No property: the engine would print its value beside the reason, even that of a secret.
        return {
          inputs,
          failures: failures.map(({ reason }) => ({ property: "", reason: visible(reason) })),
        };
      }),
    diff: (id, olds, news) =>
      forEngine(`diff of ${id}`, async () => {
        const diff = await service.diff(id, own(olds), own(news));
        const { changes, replaces, notesWithName = [] } = diff;
        for (const note of notesWithName) tell(`${id}: ${note}`);
        // A state of the plugin lacks what loads this provider; an update that calls no one adds it.
        const isOfPlugin = olds.__provider === undefined && news.__provider !== undefined;
        return { changes: changes.length > 0 || isOfPlugin, replaces };
      }),
    create: (inputs) =>
      forEngine("create", async () => {
        const { id, outputs, problem } = await service.create(own(inputs), tell);
        const outs = stored(outputs);
        // The stored provider text must be among them, or the engine could not finish the resource.
        const properties = { ...outs, __provider: inputs.__provider };
        if (problem) throw new EngineError(problem, "create", { id, properties });
        return { id, outs };
      }),
    read: (id, props) =>
      forEngine(`read of ${id}`, async () => {
        const found = await service.read(id, own(props));
        if (!found) return {};
        const { outputs, ...inputs } = found;
        return { id, props: stored(outputs), ...inputs };
      }),
    update: (id, olds, news) =>
      forEngine(`update of ${id}`, async () => {
        const { outputs, problem } = await service.update(id, own(olds), own(news), tell);
        const outs = stored(outputs);
        const properties = { ...outs, __provider: news.__provider };
        if (problem) throw new EngineError(problem, `update of ${id}`, { id, properties });
        return { outs };
      }),
    delete: (id, props) => forEngine(`delete of ${id}`, () => service.delete(id, own(props), tell)),
  };
}

/**
 * The resource's own properties. Their shape is what `check` let through and what an operation
 * returned, kept by the engine in between. The plugin adds `clientId`, in states that come from there.
 */
function own<Shape = Properties>({ __provider, clientId, ...properties }: Properties): Shape {
  return properties as Shape;
}
