import { z } from "zod";
import type { DeclaredApp } from "./declared-app.ts";
import { SmokeTargetError } from "./errors.ts";
import { isMasked, maskedIn, UNMASKED } from "./problems.ts";
import { declaredAppSchema } from "./target.ts";

const outputsSchema = z.record(z.string(), z.unknown());

/** What an app's outputs may be called by, apart from the fields of their own names. */
const looseApp = z.looseObject({ clientId: z.string().optional(), id: z.string().optional() });

const FIELDS = Object.keys(declaredAppSchema.shape);

/** The app made of the outputs `clientId`, `clientSecret` … themselves. */
export const PLAIN_APP = "default";

/**
 * The apps among the outputs of a stack, by name: each output that is an object with `clientId`,
 * and the outputs themselves if one is called `clientId`.
 *
 * @throws SmokeTargetError if an app's fields are of a wrong type; values are not repeated.
 */
export function appsIn(outputs: unknown): DeclaredApp[] {
  const parsed = outputsSchema.safeParse(outputs);
  if (!parsed.success) throw new SmokeTargetError("The outputs are not a JSON object.");
  const named = [[PLAIN_APP, parsed.data] as const, ...Object.entries(parsed.data)];
  const apps = named.flatMap(([name, value]) => readApp(name, value) ?? []);
  const masked = Object.entries(parsed.data).filter(([, value]) => isMasked(value));
  if (apps.length > 0 || masked.length === 0) return apps;
  const names = masked.map(([name]) => name).join(", ");
  throw new SmokeTargetError(
    `No output has a clientId, but Pulumi masks as [secret]: ${names}. Give what ${UNMASKED} prints.`,
  );
}

/** One app, or undefined if the value is none. */
export function readApp(name: string, value: unknown): DeclaredApp | undefined {
  const object = looseApp.safeParse(value);
  if (!object.success) return undefined;
  const { id } = object.data;
  const clientId = object.data.clientId ?? (id?.startsWith("connected-app-") ? id : undefined);
  if (clientId === undefined) return undefined;
  const known = Object.fromEntries(
    Object.entries(object.data).filter(([field]) => FIELDS.includes(field)),
  );
  const masked = maskedIn(known, "app").map((problem) => problem.replace(/^app\./, ""));
  if (masked.length > 0) {
    throw new SmokeTargetError(`The output ${name} is masked: ${masked.join("; ")}.`);
  }
  const app = declaredAppSchema.safeParse({ ...known, clientId, name });
  if (app.success) return app.data;
  const problems = app.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new SmokeTargetError(`The output ${name} is no app: ${problems.join("; ")}.`);
}
