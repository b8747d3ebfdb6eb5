import { z } from "zod";

/** What a stack says of the clients of a project. */
export interface StackFile {
  /** Where it was read from. */
  readonly name: string;
  /** Ids of all its resources. */
  readonly ids: ReadonlySet<string>;
  /** Projects of its clients, where it says so in clear. */
  readonly projectIds: ReadonlySet<string>;
  readonly pendingCreates: readonly PendingCreate[];
}

/** A create of a client whose end the engine never learned. */
export interface PendingCreate {
  readonly urn: string;
  /** As the program had them, defaults left out. Secret ones are encrypted. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A text is not the state of a stack. */
export class StackFileError extends Error {
  override name = "StackFileError";
}

/** The type of a client's resource: of the dynamic provider, whichever version, and of the plugin. */
const CONNECTED_APP = /:ConnectedApp$/;

const resourceSchema = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).nullish(),
  outputs: z.record(z.string(), z.unknown()).nullish(),
});

const deploymentSchema = z.object({
  resources: z.array(resourceSchema).nullish(),
  pending_operations: z.array(z.object({ type: z.string(), resource: resourceSchema })).nullish(),
});

const stackSchema = z.union([
  z.object({ deployment: deploymentSchema }).transform(({ deployment }) => deployment),
  // A stack that was just made has no deployment yet.
  z
    .object({ checkpoint: z.object({ stack: z.string(), latest: deploymentSchema.nullish() }) })
    .transform(({ checkpoint }) => checkpoint.latest ?? {}),
]);

/**
 * Reads what `pulumi stack export` prints, or a file in which a backend keeps a state: the present
 * one, a backup, or a checkpoint of its history. Secrets may stay encrypted.
 *
 * @param name of the file, for messages.
 * @throws StackFileError
 */
export function readStackFile(name: string, text: string): StackFile {
  const result = stackSchema.safeParse(jsonIn(name, text));
  // No cause: it could quote what the state holds.
  if (!result.success) {
    throw new StackFileError(
      `${name}: is not the state of a stack; give a file that pulumi stack export --file wrote, or a backup or checkpoint of the backend`,
    );
  }
  const { resources, pending_operations }: z.infer<typeof deploymentSchema> = result.data;
  const operations = pending_operations ?? [];
  const known = [...(resources ?? []), ...operations.map(({ resource }) => resource)];
  const clients = known.filter(({ type }) => CONNECTED_APP.test(type));
  return {
    name,
    ids: new Set(known.flatMap(({ id }) => id || [])),
    projectIds: new Set(clients.flatMap(({ outputs }) => textOr([], outputs?.projectId))),
    pendingCreates: operations
      .filter(({ type, resource }) => type === "creating" && CONNECTED_APP.test(resource.type))
      .map(({ resource: { urn, inputs } }) => ({ urn, inputs: inputs ?? {} })),
  };
}

function jsonIn(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new StackFileError(
      `${name}: is not JSON, or is cut off, as a full disk leaves it; give a whole file: the newest backup of the stack that is one`,
    );
  }
}

function textOr<Other>(other: Other, value: unknown): string | Other {
  return typeof value === "string" ? value : other;
}
