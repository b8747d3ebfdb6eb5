import { isUnknown } from "pulumi-stytch-connected-apps/lifecycle";
import { z } from "zod";
import type { Change, ChangeKind } from "../change.ts";
import { type Client, Hidden, type Resource } from "../client.ts";
import { askedClient, heldClient, isAdoption, projectOf, refOf } from "./clients.ts";
import type { Deployment, KindOf } from "./deployment.ts";
import { type ResourceState, resourceSchema } from "./resource-state.ts";
import { secretsAfter } from "./secrets.ts";

const stepSchema = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: resourceSchema.nullish(),
  newState: resourceSchema.nullish(),
  /** By path of a property. Only a provider plugin tells. */
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});

type Step = z.output<typeof stepSchema>;

const previewSchema = z.object({
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
  const { steps, diagnostics, changeSummary } = preview ?? {};
  if (!steps && !changeSummary && !diagnostics) return undefined;
  const all = steps ?? [];
  const projects = new Set(all.flatMap(({ oldState }) => (oldState && projectOf(oldState)) ?? []));
  // A preview does not name the project of a client that does not exist yet.
  const [projectId] = projects.size === 1 ? projects : [];
  const replaced = new Set(all.filter(({ op }) => op === "replace").map(({ urn }) => urn));
  return {
    changes: all.flatMap((step) => changeOf(step, kindOf, projectId, replaced)),
    problems: (diagnostics ?? [])
      .filter(({ severity }) => severity === "error")
      .map(({ message }) => message.trim()),
    notes:
      all.filter(({ op }) => op === "same").length < (changeSummary?.same ?? 0)
        ? [WITHOUT_SAMES]
        : [],
  };
}

function changeOf(
  step: Step,
  kindOf: KindOf,
  projectId: string | undefined,
  replaced: ReadonlySet<string>,
): Change[] {
  const { newState, oldState } = step;
  const state = newState ?? oldState;
  const resource = state ? kindOf(state.type) : undefined;
  if (!state || resource === undefined || state.external === true) return [];
  const kind = kindOfStep(step, resource, replaced);
  if (kind === undefined) return [];
  const id = oldState?.id || newState?.id || newState?.importID || adoptedId(newState);
  const project = (oldState && projectOf(oldState)) ?? projectId;
  const before = oldState ? heldClient(oldState, resource) : undefined;
  const after = newState ? afterOf(step, newState, resource, before) : undefined;
  return [
    { client: refOf({ ...state, urn: step.urn }, resource, id, project), kind, before, after },
  ];
}

/** Undefined for a step that is a part of another one, or that only reads. */
function kindOfStep(
  { op, urn, newState, oldState }: Step,
  resource: Resource,
  replaced: ReadonlySet<string>,
): ChangeKind | undefined {
  switch (op) {
    case "same":
    case "update":
    case "import":
      return op;
    case "create":
      return newState && isAdoption(newState, resource) ? "adopt" : "create";
    case "replace":
      return "replace";
    case "create-replacement":
    case "import-replacement":
      return replaced.has(urn) ? undefined : "replace";
    case "delete":
      return oldState?.retainOnDelete === true ? "forget" : "delete";
    default:
      return undefined;
  }
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
