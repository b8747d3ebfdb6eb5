import type * as pulumi from "@pulumi/pulumi";
import { info, warn } from "@pulumi/pulumi/log/index.js";
import { isUnknown, Output, output, unknown } from "@pulumi/pulumi/output.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import { oncePerProgram, programHook, withHook } from "./program-hooks.ts";

type Properties = Readonly<Record<string, unknown>>;

const HOOK_NAME = "notice of what happens to the secrets of a Stytch client";

const hook = oncePerProgram(() => programHook(HOOK_NAME, tell));

/**
 * Reports at the resource what an update does to the secrets of a client: the provider
 * does not know the name of the resource. The provider reports this for clients that name no version.
 */
export function withRotationNotice(
  options: pulumi.CustomResourceOptions | undefined,
  args: { readonly secretVersion?: unknown; readonly nextSecretVersion?: unknown },
): pulumi.CustomResourceOptions | undefined {
  if (args.secretVersion === undefined && args.nextSecretVersion === undefined) return options;
  const notice = hook();
  return notice ? withHook(options, "beforeUpdate", notice) : options;
}

async function tell({ urn, oldOutputs, newInputs }: pulumi.ResourceHookArgs): Promise<void> {
  const [known, desired] = await Promise.all([plain(oldOutputs), plain(newInputs)]);
  const { noticeOfRotation } = await import("../../connected-app/rotation/diff.ts");
  const notice = noticeOfRotation(known, desired, isUnknown);
  if (notice === undefined) return;
  // The resource itself has no URN before its update, which waits for this hook, has ended.
  const resource = { urn: output(urn) } as Resource;
  await (notice.isHardCut ? warn : info)(notice.text, resource);
}

/** What plans a rotation, without the wrapping of secrets. */
async function plain(properties: Properties = {}): Promise<Properties> {
  const values = PLANNED.map(async (name) => [name, await unwrapped(properties[name])] as const);
  return Object.fromEntries(await Promise.all(values));
}

const PLANNED = ["secretVersion", "nextSecretVersion", "nextClientSecret"] as const;

async function unwrapped(value: unknown): Promise<unknown> {
  if (!Output.isInstance(value)) return value;
  // The SDK has the property, though not in its types; an unknown value would never be applied.
  const isKnown: unknown = await Reflect.get(value, "isKnown");
  return isKnown ? new Promise((resolve) => value.apply(resolve)) : unknown;
}
