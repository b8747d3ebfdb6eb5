import { randomUUID } from "node:crypto";
import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors.js";
import { ResourceHook } from "@pulumi/pulumi/resource.js";
import { getStackResource, registerStackTransformation } from "@pulumi/pulumi/runtime/stack.js";
import { APP_FIELDS } from "../connected-app-fields.ts";
import { SmokeTest, type SmokeTestArgs, type SmokeTestedApp } from "./resource.ts";

export type SmokeTestHookOptions = Omit<SmokeTestArgs, "app">;

/**
 * A hook that gives every Connected App that has it a `SmokeTest`, as a child named after both
 * (`web-smoke`), which tests again whenever the client was changed. A hook alone is no gate: it runs
 * once, and the next `up` finds nothing to do.
 *
 * ```ts
 * const smoke = smokeTestHook("smoke", { temporarySubject: true });
 * new ConnectedApp("web", args, { hooks: { afterCreate: [smoke], afterUpdate: [smoke] } });
 * ```
 *
 * @param name Has to be unique within the program. Default: `stytch-smoke-test`.
 * @see https://www.pulumi.com/docs/iac/concepts/options/hooks/
 */
export function smokeTestHook(
  name = "stytch-smoke-test",
  options: SmokeTestHookOptions = {},
): pulumi.ResourceHook {
  const gated = new Set<string>();
  const changed = new Set<pulumi.URN>();
  const run = randomUUID();
  const hook = new ResourceHook(name, (args) => {
    if (!gated.has(`${args.type}::${args.name}`)) throw new RunError(refusal(name, args.name));
    changed.add(args.urn);
  });
  transformResources(({ resource, type, name: resourceName, opts }) => {
    const { afterCreate = [], afterUpdate = [] } = opts.hooks ?? {};
    if (![...afterCreate, ...afterUpdate].includes(hook)) return undefined;
    if (!type.endsWith(":ConnectedApp")) throw new RunError(refusal(name, resourceName));
    gated.add(`${type}::${resourceName}`);
    // After the resource's own constructor.
    queueMicrotask(() => {
      // The engine reports the URN after it has called the hook.
      const changedIn = resource.urn.apply((urn) => (changed.has(urn) ? run : undefined));
      const app = { ...fieldsOf(resource), name: resourceName };
      const args = { ...options, app, changedIn };
      new SmokeTest(`${resourceName}-${name}`, args, { parent: resource });
    });
    return undefined;
  });
  return hook;
}

function refusal(hook: string, resource: string): string {
  return (
    `[ERR_SMOKE_TARGET] ${hook}: ${resource} cannot be tested by a hook: it is not a Connected App, or ` +
    `got the hook by a transform. Use the resource instead: new SmokeTest("${resource}", { app: … }).`
  );
}

function fieldsOf(resource: pulumi.Resource): SmokeTestedApp {
  const app = resource as pulumi.Resource & SmokeTestedApp;
  const fields = APP_FIELDS.map((field) => [field, app[field]]);
  return { ...Object.fromEntries(fields), clientId: app.clientId };
}

/** What the SDK keeps about each resource for its later children. */
interface Ancestor extends pulumi.Resource {
  __childResources?: Iterable<Ancestor>;
  __transformations?: pulumi.ResourceTransformation[];
}

/** Transforms every resource that this program is going to make. */
function transformResources(transformation: pulumi.ResourceTransformation): void {
  const stack = getStackResource();
  // There is none in tests with mocks, where nothing is deployed.
  if (stack === undefined) return;
  registerStackTransformation(transformation);
  // A component that exists has copied the list, and its children will see that copy.
  const add = ({ __childResources: children = [] }: Ancestor) => {
    for (const child of children) {
      child.__transformations = [...(child.__transformations ?? []), transformation];
      add(child);
    }
  };
  add(stack);
}
