import { z } from "zod";
import { APP_FIELDS, type DeclaredApp } from "./connected-app-fields.ts";
import { declaredAppSchema } from "./declared-app-schema.ts";
import { SmokeTargetError } from "./errors.ts";
import {
  checkWith,
  describeProblems,
  isMasked,
  maskedIn,
  type Problem,
  UNMASKED,
} from "./problems.ts";

const outputsSchema = z.record(z.string(), z.unknown());

/** The field by which an object is recognized as an app. */
const looseApp = z.looseObject({ clientId: z.string().optional(), id: z.string().optional() });

const FIELDS = new Set<string>(APP_FIELDS);

/** The name of the app that consists of the outputs `clientId`, `clientSecret` … themselves. */
export const PLAIN_APP = "default";

/** An app of a stack, and what else is known about it. */
export interface FoundApp {
  readonly app: DeclaredApp;
  /** Every name that `--app` finds it by. */
  readonly names: readonly string[];
  /** The project that holds it. */
  readonly projectId?: string | undefined;
  /** Whether it has a secret. */
  readonly isConfidential?: boolean | undefined;
  /** Fields of the app that exist, but are encrypted. */
  readonly encrypted?: readonly string[] | undefined;
  /** Why it cannot be tested. */
  readonly problem?: string | undefined;
}

/** Outputs are small trees; deeper ones are not searched. */
const DEEPEST = 8;

/**
 * The apps among the outputs of a stack: each object with `clientId`, at any depth, and the outputs
 * themselves if one is called `clientId`. One within a map has the name `map.key`, or just `key`.
 *
 * @throws SmokeTargetError if an app's fields are of a wrong type; the message quotes no value.
 */
export function appsIn(outputs: unknown): FoundApp[] {
  const parsed = outputsSchema.safeParse(outputs);
  if (!parsed.success) throw new SmokeTargetError("The outputs are not a JSON object.");
  const plain = readApp(PLAIN_APP, parsed.data);
  const apps = [...(plain ? [found([PLAIN_APP], plain)] : []), ...appsWithin(parsed.data, [])];
  const masked = Object.entries(parsed.data).filter(([, value]) => isMasked(value));
  if (apps.length > 0 || masked.length === 0) return apps;
  const names = masked.map(([name]) => name).join(", ");
  throw new SmokeTargetError(
    `No output has a clientId, but Pulumi masks as [secret]: ${names}. Pass what ${UNMASKED} prints.`,
  );
}

function appsWithin(values: object, path: readonly string[]): FoundApp[] {
  return Object.entries(values).flatMap(([key, value]: [string, unknown]) => {
    const here = [...path, key];
    const name = here.join(".");
    const app = readApp(name, value);
    if (app !== undefined) return [found(path.length > 0 ? [name, key] : [name], app)];
    const isDeeper = typeof value === "object" && value !== null && here.length < DEEPEST;
    return isDeeper ? appsWithin(value, here) : [];
  });
}

function found(names: readonly string[], app: DeclaredApp): FoundApp {
  const { clientType } = app;
  return {
    app,
    names,
    isConfidential: clientType !== undefined && !clientType.endsWith("_public"),
  };
}

/** An app, or undefined if the value is not one. */
export function readApp(name: string, value: unknown): DeclaredApp | undefined {
  const object = looseApp.safeParse(value);
  if (!object.success) return undefined;
  const { id } = object.data;
  const clientId = object.data.clientId ?? (id?.startsWith("connected-app-") ? id : undefined);
  if (clientId === undefined) return undefined;
  const known = Object.fromEntries(
    Object.entries(object.data).filter(([field]) => FIELDS.has(field)),
  );
  const masked = maskedIn(known, "app");
  if (masked.length > 0) {
    const problems = describeProblems(masked.map(withinApp));
    throw new SmokeTargetError(`The output ${name} is masked: ${problems}.`);
  }
  const app = checkWith(declaredAppSchema, { ...known, clientId, name });
  if (app.kind === "valid") return app.data;
  throw new SmokeTargetError(
    `The output ${name} is not an app: ${describeProblems(app.problems)}.`,
  );
}

function withinApp({ place, message }: Problem): Problem {
  return { place: place.replace(/^app\./, ""), message };
}
