import { z } from "zod";
import { APP_FIELDS, MUTABLE_FIELDS, mapFields } from "./connected-app-fields.ts";
import { appsIn, type FoundApp, PLAIN_APP, readApp } from "./outputs.ts";

const properties = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? {});

const resourceSchema = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().nullish(),
  inputs: properties,
  outputs: properties,
  /** The resource is going to be deleted: its successor may have the same URN. */
  delete: z.boolean().nullish(),
  /** The resource was deleted to be replaced, and its successor does not exist yet. */
  pendingReplacement: z.boolean().nullish(),
  /** The stack only reads it. */
  external: z.boolean().nullish(),
});

type Resource = z.output<typeof resourceSchema>;

const operationSchema = z.object({ type: z.string(), resource: resourceSchema });

const stateSchema = z
  .object({
    deployment: z.object({
      resources: z.array(resourceSchema).nullish(),
      pending_operations: z.array(operationSchema).nullish(),
    }),
  })
  .transform(({ deployment }) => deployment);

export type StackState = z.output<typeof stateSchema>;

/** What `pulumi stack export` prints; undefined for anything else, such as outputs. */
export function readState(data: unknown): StackState | undefined {
  return stateSchema.safeParse(data).data;
}

/** Whichever version of the provider made it. */
const CONNECTED_APP = /(?:^|[:/])stytch:(?:\w+:)?ConnectedApp$/;

/** What a program declares where it says nothing. */
const DEFAULTS = mapFields((_field, spec) => spec.default);

/**
 * Every Connected App of a stack with what its program declared, exported or not, and apps of
 * elsewhere that the stack exports. An app that is an output is called after the output.
 *
 * @throws SmokeTargetError if an app's fields are of a wrong type; the message quotes no value.
 */
export function appsInState({ resources, pending_operations }: StackState): FoundApp[] {
  const present = (resources ?? []).filter((one) => one.delete !== true);
  const stack = present.find(({ type }) => type === "pulumi:pulumi:Stack");
  const exported = appsIn(revealed(stack?.outputs ?? {}));
  const urns = new Set(present.map(({ urn }) => urn));
  const begun = (pending_operations ?? [])
    .filter(({ type, resource }) => type === "creating" && !urns.has(resource.urn))
    .map(({ resource }) => ({ ...resource, id: undefined }));
  const own = [...present, ...begun]
    .filter(({ type }) => CONNECTED_APP.test(type))
    .map((resource) => named(appOf(resource), exported));
  const ids = new Set(own.map(({ app }) => app.clientId));
  return [...own, ...exported.filter(({ app }) => !ids.has(app.clientId))];
}

function appOf(resource: Resource): FoundApp {
  const { urn, id, inputs, outputs, external } = resource;
  const name = urn.split("::").slice(3).join("::");
  const { clientSecret, clientType, projectId } = revealed(outputs);
  const formed = fieldsInAnotherForm(outputs);
  const isOfOutputs = (field: string) => field === "clientSecret" || formed.includes(field);
  const held = Object.entries(revealed(outputs)).filter(([field]) => formed.includes(field));
  const declared =
    external === true ? {} : { ...DEFAULTS, ...revealed(inputs), ...Object.fromEntries(held) };
  const encrypted = APP_FIELDS.filter((field) =>
    hasEncrypted(isOfOutputs(field) ? outputs[field] : inputs[field]),
  );
  // The default is not its value: the value is there, but cannot be read.
  for (const field of encrypted) delete (declared as Record<string, unknown>)[field];
  const names = [name];
  const found = { names, encrypted, ...(typeof projectId === "string" && { projectId }) };
  const problem = problemOf(resource);
  const app =
    problem === undefined ? readApp(name, { ...declared, clientId: id, clientSecret }) : undefined;
  if (app === undefined) return { ...found, app: { name, clientId: id ?? "" }, problem };
  return { ...found, app, isConfidential: !String(clientType).endsWith("_public") };
}

/**
 * The fields of which the server holds another form than the program asked for, such as a URL with a
 * slash at its end: the outputs have them as they were after the last deployment.
 */
function fieldsInAnotherForm(outputs: Values): readonly string[] {
  // The plugin keeps null for an output without a value.
  if (outputs.requestedFields == null) return [];
  const { requestedFields } = revealed(outputs);
  // While it is encrypted, any of them may be among it.
  return isObject(requestedFields) ? Object.keys(requestedFields) : MUTABLE_FIELDS;
}

function problemOf({ id, pendingReplacement }: Resource): string | undefined {
  if (pendingReplacement === true) return "it was deleted to be replaced; run pulumi up";
  if (!id) return "its create did not end; run pulumi up, or pulumi refresh";
  return undefined;
}

function named(found: FoundApp, exported: readonly FoundApp[]): FoundApp {
  const same = exported.filter(({ app }) => app.clientId === found.app.clientId);
  const names = same.flatMap((output) => output.names).filter((name) => name !== PLAIN_APP);
  const [name = found.app.name] = names;
  return { ...found, app: { ...found.app, name }, names: [...names, ...found.names] };
}

/** How the engine marks a secret in an exported state, whether it is shown or encrypted. */
const SECRET_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

type Values = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEncrypted(value: unknown): boolean {
  return (
    isObject(value) && value[SECRET_KEY] === SECRET_SIGNATURE && typeof value.plaintext !== "string"
  );
}

function hasEncrypted(value: unknown): boolean {
  return isEncrypted(value) || (Array.isArray(value) && value.some(isEncrypted));
}

/** The properties with their secrets in clear text, without those that are encrypted. */
function revealed(values: Values): Values {
  const shown = Object.entries(values).filter(([, value]) => !hasEncrypted(value));
  return Object.fromEntries(shown.map(([name, value]) => [name, revealedValue(value)]));
}

function revealedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revealedValue);
  if (!isObject(value)) return value;
  if (value[SECRET_KEY] !== SECRET_SIGNATURE) return revealed(value);
  return revealedValue(JSON.parse(String(value.plaintext)));
}
