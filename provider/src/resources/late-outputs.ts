import type * as pulumi from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/pulumi/resource.js";

/**
 * Gives a class outputs that cost nothing until a program uses one: they are then asked of the
 * engine, once for all of a resource. The SDK makes some 25 promises for each output that is named
 * at registration, used or not, which is most of the memory of a program with a thousand resources.
 *
 * An output that is named at registration all the same, as an argument is, has the value of the
 * engine's answer there. Both ways it is unknown where the engine does not know it yet, and secret
 * where the engine holds it as a secret.
 */
export function defineLateOutputs(
  Class: { readonly prototype: CustomResource; readonly __pulumiType: string },
  names: readonly string[],
): void {
  const asked = new WeakMap<CustomResource, pulumi.Output<unknown>>();
  const registered = (resource: CustomResource): pulumi.Output<unknown> => {
    const known =
      asked.get(resource) ??
      resource.urn.apply((urn) => new RegisteredResource(Class.__pulumiType, names, urn));
    asked.set(resource, known);
    return known;
  };
  for (const name of names) {
    Object.defineProperty(Class.prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: CustomResource) {
        return registered(this).apply((resource) => (resource as Outputs)[name]);
      },
      // How the SDK sets what was named at registration.
      set(this: CustomResource, value: unknown) {
        const own = { value, configurable: true, enumerable: true, writable: true };
        Object.defineProperty(this, name, own);
      },
    });
  }
}

type Outputs = Readonly<Record<string, pulumi.Output<unknown>>>;

/** A resource that this run has registered, as the engine knows it. */
class RegisteredResource extends CustomResource {
  constructor(type: string, names: readonly string[], urn: pulumi.URN) {
    super(type, nameIn(urn), unresolved(names), { urn });
  }
}

/** For transformations of the stack, which meet the resource a second time. */
function nameIn(urn: pulumi.URN): string {
  return urn.split("::").slice(3).join("::");
}

/** Properties that name outputs, so that the engine's answer resolves them. */
export function unresolved(names: readonly string[]): pulumi.Inputs {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
