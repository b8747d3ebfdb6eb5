import { AsyncResource } from "node:async_hooks";
import type * as pulumi from "@pulumi/pulumi";
import { ResourceHook } from "@pulumi/pulumi/resource.js";
import { getMonitor } from "@pulumi/pulumi/runtime/settings.js";

/**
 * One value for each program, by the engine's monitor: programs of the Automation API share a
 * process. The value may register resource hooks.
 *
 * @returns a function that returns undefined in unit tests with mocks, which do not support hooks.
 */
export function oncePerProgram<Value extends object>(make: () => Value): () => Value | undefined {
  const made = new WeakMap<object, Value>();
  return () => {
    const monitor: unknown = getMonitor();
    if (!canRegisterHooks(monitor)) return undefined;
    const value = made.get(monitor) ?? make();
    made.set(monitor, value);
    return value;
  };
}

/**
 * A hook that runs in previews too, within the program that creates it: the SDK calls hooks from
 * outside, where the log and the configuration of an inline program are out of reach.
 *
 * @param name part of the state of every resource that the hook is bound to, so never change it.
 */
export function programHook(
  name: string,
  run: (args: pulumi.ResourceHookArgs) => Promise<void>,
): ResourceHook {
  return new ResourceHook(name, AsyncResource.bind(run), { onDryRun: true });
}

/** The options with a hook before those that the program binds itself. */
export function withHook(
  options: pulumi.CustomResourceOptions = {},
  when: "beforeDelete" | "beforeUpdate",
  hook: ResourceHook,
): pulumi.CustomResourceOptions {
  const hooks = [hook, ...(options.hooks?.[when] ?? [])];
  return { ...options, hooks: { ...options.hooks, [when]: hooks } };
}

function canRegisterHooks(monitor: unknown): monitor is object {
  return typeof monitor === "object" && monitor !== null && "registerResourceHook" in monitor;
}
