import { isUnknown } from "pulumi-stytch-connected-apps/lifecycle";
import { z } from "zod";
import type { Change } from "../change.ts";
import { type Client, Hidden, type Resource } from "../client.ts";
import { addressChange, configuredAddress } from "./addresses.ts";
import { askedClient, heldClient, projectOf, refOf, unseenClient } from "./clients.ts";
import type { Deployment, KindOf } from "./deployment.ts";
import { typeIn } from "./kinds.ts";
import type { ResourceState } from "./resource-state.ts";
import { secretsAfter } from "./secrets.ts";
import {
  kindOfStep,
  missingIn,
  own,
  problemOf,
  type Replaced,
  replacedIn,
  type Step,
  stepSchema,
} from "./steps.ts";

const previewSchema = z.object({
  config: z.record(z.string(), z.unknown()).nullish(),
  steps: z.array(stepSchema).nullish(),
  diagnostics: z.array(z.object({ message: z.string(), severity: z.string().nullish() })).nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
});

/** By default the engine prints no step for most of what stays as it is. */
const WITHOUT_SAMES =
  "The preview leaves out clients that stay as they are, so that nothing was compared with their hosts and audiences; run pulumi preview --json --show-sames.";

/** What `pulumi preview --json` prints; undefined for anything else. */
export function readPreview(data: unknown, kindOf: KindOf): Deployment | undefined {
  const preview = previewSchema.safeParse(data).data;
  const { config, steps, diagnostics, changeSummary } = preview ?? {};
  if (!steps && !changeSummary && !diagnostics) return undefined;
  const all = steps ?? [];
  const projects = new Set(all.flatMap(({ oldState }) => (oldState && projectOf(oldState)) ?? []));
  // A preview does not name the project of a client that does not exist yet.
  const [projectId] = projects.size === 1 ? projects : [];
  const replaced = replacedIn(all);
  const providers = all.flatMap(
    ({ urn, oldState, newState }) => addressChange(urn, oldState, newState) ?? [],
  );
  const configured = configuredAddress(config, providers);
  return {
    changes: all.flatMap((step) => changeOf(step, kindOf, projectId, replaced)),
    addresses: [...(configured === undefined ? [] : [configured]), ...providers],
    problems: [
      ...(diagnostics ?? [])
        .filter(({ severity }) => severity === "error")
        .map(({ message }) => message.trim()),
      ...all.flatMap((step) => (resourceOf(step, kindOf) && problemOf(step)) ?? []),
    ],
    notes:
      all.filter(({ op }) => op === "same").length < (changeSummary?.same ?? 0)
        ? [WITHOUT_SAMES]
        : [],
  };
}

/** Whose type is none of this product's any more may be one of its resources still. */
function resourceOf({ urn, newState, oldState }: Step, kindOf: KindOf): Resource | undefined {
  if (!newState && !oldState) return kindOf({ type: typeIn(urn), inputs: {} });
  return (newState && kindOf(newState)) ?? (oldState ? kindOf(oldState) : undefined);
}

function changeOf(
  step: Step,
  kindOf: KindOf,
  projectId: string | undefined,
  replaced: Replaced,
): Change[] {
  const resource = resourceOf(step, kindOf);
  if (resource === undefined) return [];
  // What the stack only reads is none of its own, before or after it.
  const [oldState, newState] = [own(step.oldState), own(step.newState)];
  const kind = kindOfStep(step, resource, replaced);
  if (kind === undefined) return [];
  const id = oldState?.id || newState?.id || newState?.importID || adoptedId(newState);
  const project = (oldState && projectOf(oldState)) ?? projectId;
  const before = oldState ? heldClient(oldState, resource) : undefined;
  const unseen = missingIn(step).isNewMissing ? unseenClient(resource) : undefined;
  const after = newState ? afterOf(step, newState, resource, before) : unseen;
  const state = { type: typeIn(step.urn), ...(newState ?? oldState), urn: step.urn };
  return [{ client: refOf(state, resource, id, project), kind, before, after }];
}

/** The id of a client that is adopted, where it is known. */
function adoptedId(state: ResourceState | null | undefined): string | undefined {
  const id = state?.inputs.adoptClientId;
  return typeof id === "string" && !isUnknown(id) ? id : undefined;
}

function afterOf(
  { op, detailedDiff }: Step,
  newState: ResourceState,
  resource: Resource,
  before: Client | undefined,
): Client {
  const inputs = askedClient(newState, resource);
  if (resource !== "ConnectedApp") return inputs;
  // Another client takes the place of one that is replaced.
  const asked = { ...inputs, secrets: secretsAfter(op === "replace" ? undefined : before, inputs) };
  if (before === undefined) return asked;
  // Here the provider found nothing to change, whatever the spelling.
  if (op === "same") return { ...before, isProtected: asked.isProtected };
  const changed = Object.keys(detailedDiff ?? {}).map((path) => path.split(/[.[]/)[0]);
  if (changed.length === 0) return asked;
  const kept = Object.entries(asked.fields).map(([name, value]) => {
    const isKept = value instanceof Hidden && !changed.includes(name);
    return [name, isKept ? before.fields[name] : value];
  });
  return { ...asked, fields: Object.fromEntries(kept) };
}
