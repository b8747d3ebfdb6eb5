import type * as pulumi from "@pulumi/pulumi";
import { all, output } from "@pulumi/pulumi/output.js";
import type { CustomResource } from "@pulumi/pulumi/resource.js";
import { getConfig } from "@pulumi/pulumi/runtime/config.js";
import { getStackResource } from "@pulumi/pulumi/runtime/stack.js";
import { oncePerProgram, programHook, withHook } from "./program-hooks.ts";

/** The part of a client's declaration that the guard uses. */
interface Declared {
  readonly clientType: pulumi.Input<unknown>;
  readonly allowDestructive?: pulumi.Input<string | undefined> | undefined;
}

/** A project for which the program has its own provider. */
interface ExplicitProject {
  readonly projectId: pulumi.Input<string>;
  readonly allowDestructive?: pulumi.Input<pulumi.Input<string>[] | undefined> | undefined;
}

/**
 * Part of the state of every client of a live project, and shown where a command does not run the
 * program, such as `pulumi destroy` without `--run-program`. Never change it: a state that names
 * a hook that no program registers cannot delete anything.
 */
const HOOK_NAME = "guard of the clients of a live Stytch project";

/**
 * Refuses to delete clients of a live project that no one named, in previews too. The engine runs a
 * hook before it deletes a resource, for whatever reason: the resource left the program, is
 * replaced by another type, by `pulumi up --replace` or after `pulumi state taint`, or the stack is
 * destroyed. The engine asks the provider itself only when the turn of the deletion comes, after everything else.
 */
class LiveGuard {
  readonly #hook = programHook(HOOK_NAME, (args) => this.#judge(args));
  /** Ids whose deletion resources of the program allow. */
  readonly #allowed = new Set<string>();
  /** What the program allows through its own providers. */
  readonly #providers: { readonly projectId: string; readonly allowed: readonly string[] }[] = [];
  /** URNs of the program, and those of them whose type is known in this run. */
  readonly #declared = new Set<string>();
  readonly #certain = new Set<string>();

  bind(options: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
    return withHook(options, "beforeDelete", this.#hook);
  }

  declare(resource: CustomResource, { clientType, allowDestructive }: Declared): void {
    resource.urn.apply((urn) => this.#declared.add(urn));
    all([resource.urn, output(clientType)]).apply(([urn]) => this.#certain.add(urn));
    output(allowDestructive).apply((id) => id !== undefined && this.#allowed.add(id));
  }

  allow({ projectId, allowDestructive = [] }: ExplicitProject): void {
    all([output(projectId), output(allowDestructive)]).apply(([id, allowed]) =>
      this.#providers.push({ projectId: id, allowed: allowed ?? [] }),
    );
  }

  async #judge({ urn, id, oldOutputs }: pulumi.ResourceHookArgs): Promise<void> {
    const isReplaced = this.#declared.has(urn);
    // A preview may not know the type, which may turn out as it was; the update asks again.
    if (isReplaced && !this.#certain.has(urn)) return;
    const { destructionProblem } = await import("../../connected-app/destruction.ts");
    const { allowedDestructions } = await import("../../connection/configuration.ts");
    const { projectId } = oldOutputs ?? {};
    // States from before the project was stored may belong to any.
    const isOf = (project: unknown) => projectId === undefined || projectId === project;
    const readConfig = isOf(projectOfStack()) ? getConfig : () => undefined;
    const allowed = new Set([
      ...allowedDestructions(readConfig, process.env),
      ...this.#allowed,
      ...this.#providers.filter((provider) => isOf(provider.projectId)).flatMap((it) => it.allowed),
    ]);
    const doomed = { urn, isReplaced };
    const problem = destructionProblem(id, oldOutputs ?? {}, undefined, allowed, doomed);
    if (problem) throw new Error(`[${problem.code}] ${problem.message}`);
  }
}

const guardOfProgram = oncePerProgram(() => new LiveGuard());

/** Projects by the providers that programs create for them. */
const explicitProjects = new WeakMap<pulumi.ProviderResource, pulumi.Input<string>>();

/** Guards the clients of a provider if its project is, or may turn out to be, a live one. */
export function guardClientsOf(provider: pulumi.ProviderResource, project: ExplicitProject): void {
  explicitProjects.set(provider, project.projectId);
  if (mayBeLive(project.projectId)) guardOfProgram()?.allow(project);
}

/**
 * @param type token of the client, by which it inherits a provider.
 * @returns undefined where there is nothing to guard: in a test project, for a resource that is only
 *   read or that the engine forgets without deleting it, and in unit tests with mocks.
 */
export function liveGuard(type: string, options: Options = {}): LiveGuard | undefined {
  if (!mayBeLive(projectOf(type, options))) return undefined;
  if (options.id !== undefined || options.retainOnDelete) return undefined;
  return guardOfProgram();
}

type Options = pulumi.CustomResourceOptions & Pick<pulumi.ComponentResourceOptions, "providers">;

/** The SDK looks for a provider in the same places and the same order. */
function projectOf(type: string, { provider, providers = [], parent }: Options) {
  const inherited = (parent ?? getStackResource())?.getProvider(type);
  const own = Object.values(providers).find((given) => explicitProjects.has(given));
  const chosen = provider ?? own ?? inherited;
  return (chosen && explicitProjects.get(chosen)) ?? projectOfStack();
}

function projectOfStack(): string | undefined {
  return getConfig("stytch:projectId") || process.env.STYTCH_PROJECT_ID;
}

function mayBeLive(projectId: pulumi.Input<string> | undefined): boolean {
  if (typeof projectId === "string") return projectId.startsWith("project-live-");
  return projectId !== undefined;
}
