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

/** What an app's outputs may be called by, apart from the fields of their own names. */
const looseApp = z.looseObject({ clientId: z.string().optional(), id: z.string().optional() });

const FIELDS = new Set<string>(APP_FIELDS);

/** The app made of the outputs `clientId`, `clientSecret` … themselves. */
export const PLAIN_APP = "default";

/** An app of a stack, and what is known of it besides. */
export interface FoundApp {
  readonly app: DeclaredApp;
  /** All that it may be asked for by. */
  readonly names: readonly string[];
  /** The project that holds it. */
  readonly projectId?: string | undefined;
  /** Whether it has a secret. */
  readonly isConfidential?: boolean | undefined;
  /** Fields of the app that are there, but encrypted. */
  readonly encrypted?: readonly string[] | undefined;
  /** Why it cannot be tested. */
  readonly problem?: string | undefined;
}

/** Outputs are trees by nature, and small ones. */
const DEEPEST = 8;

/**
 * The apps among the outputs of a stack: each object with `clientId`, at any depth, and the outputs
 * themselves if one is called `clientId`. One within a map has the name `map.key`, or just `key`.
 *
 * @throws SmokeTargetError if an app's fields are of a wrong type; values are not repeated.
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
    `No output has a clientId, but Pulumi masks as [secret]: ${names}. Give what ${UNMASKED} prints.`,
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

/** One app, or undefined if the value is none. */
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
  throw new SmokeTargetError(`The output ${name} is no app: ${describeProblems(app.problems)}.`);
}

function withinApp({ place, message }: Problem): Problem {
  return { place: place.replace(/^app\./, ""), message };
}
