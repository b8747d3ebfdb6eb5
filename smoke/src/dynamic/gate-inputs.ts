import { createHash } from "node:crypto";
import { z } from "zod";
import { declaredAppSchema } from "../declared-app-schema.ts";
import { SmokeTargetError } from "../errors.ts";
import { canonical } from "../oauth/template-claims.ts";
import { readOptions, type SmokeOptions } from "../options.ts";
import { checkWith, describeProblems } from "../problems.ts";
import { originSchema } from "../target.ts";

export type Properties = Record<string, unknown>;

/** Stands for a value of any type that a preview does not know yet. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The engine keeps null where a provider has no such setting. */
const setting = z
  .string()
  .nullish()
  .transform((value) => value || undefined);

const inputsSchema = z.looseObject({
  app: declaredAppSchema,
  /** Where it is not the one that serves the test. */
  project: z
    .strictObject({ projectId: setting, secret: setting, apiUrl: setting })
    .partial()
    .optional(),
  projectDomain: originSchema.optional(),
  vertical: z.enum(["auto", "consumer", "b2b"]).optional(),
  warnOnly: z.boolean().optional(),
  /** Id of the run, where the client was made or changed in this very run. */
  changedIn: z.string().optional(),
  triggers: z.array(z.unknown()).optional(),
});

/** @throws SmokeTargetError naming every problem; the message quotes no value. */
export function readInputs(inputs: Properties) {
  const checked = checkWith(inputsSchema, inputs);
  if (checked.kind === "invalid") {
    const problems = describeProblems(checked.problems);
    throw new SmokeTargetError(`The smoke test makes no sense: ${problems}.`);
  }
  const { app, project, projectDomain, vertical, ...others } = checked.data;
  const { warnOnly, changedIn, triggers, __provider, ...rest } = others;
  // The schema of the options names every unknown one.
  const options = readOptions(rest as SmokeOptions);
  return { target: { app, projectDomain, vertical }, project, options };
}

/** The part of the inputs that a preview knows, and checks. */
export function knownInputs(inputs: Properties): Properties {
  const known = withoutUnknown(inputs) as { app?: object };
  const app = inputs.app as Properties | typeof UNKNOWN | undefined;
  const isToCome = app === UNKNOWN || (app as Properties | undefined)?.clientId === UNKNOWN;
  return isToCome ? { ...known, app: { ...known.app, clientId: "unknown" } } : known;
}

function withoutUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => one !== UNKNOWN).map(withoutUnknown);
  if (!isObject(value)) return value;
  const known = Object.entries(value).filter(([, member]) => member !== UNKNOWN);
  return Object.fromEntries(known.map(([name, member]) => [name, withoutUnknown(member)]));
}

/**
 * What a test is about, so that a change of the client or of the test asks for a new one. A digest,
 * because the client's secret is part of it. Who signs in is not, nor are the credentials.
 */
export function fingerprintOf(inputs: Properties): string {
  const { __provider, subject, project, warnOnly, changedIn, app, ...rest } = inputs;
  const { name, ...client } = app as Properties;
  const text = canonical(withoutUnset({ ...rest, client }));
  return createHash("sha256").update(text).digest("base64url");
}

/** The engine keeps null where a program said nothing. */
function withoutUnset(value: object): object {
  const set = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return Object.fromEntries(
    set.map(([name, member]) => [name, isObject(member) ? withoutUnset(member) : member]),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
