import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { CLIENT_TYPES } from "../../stytch/api.ts";
import type { CheckFailure, CheckOutcome, IsUnknown } from "../lifecycle.ts";
import { FIELD_NAMES, FIRST_PARTY_FIELDS, type FieldName, isThirdParty } from "./model.ts";
import { serializeTemplate, templateProblem } from "./template.ts";
import { redirectUriProblem, redirectUrlProblem, webUrlProblem } from "./url.ts";

const INPUT_NAMES = ["clientType", ...FIELD_NAMES];
const OUTPUT_NAMES = new Set([
  "clientId",
  "clientSecret",
  "clientSecretLastFour",
  "projectId",
  "status",
]);

/** Largest value of the API's int32. */
const MAX_MINUTES = 2_147_483_647;

function text(problemOf: (text: string) => string | undefined = () => undefined) {
  return z
    .string({ error: (issue) => `must be a string, not ${kindOf(issue.input)}` })
    .check((context) => {
      const problem = problemOf(context.value);
      if (problem) context.issues.push({ code: "custom", message: problem, input: undefined });
    });
}

const flag = z.boolean({ error: (issue) => `must be true or false, not ${kindOf(issue.input)}` });

const minutes = z
  .number({ error: (issue) => `must be a number of minutes, not ${kindOf(issue.input)}` })
  .int("must be a whole number of minutes")
  .min(1, "must be at least 1 minute")
  .max(MAX_MINUTES, `must be at most ${MAX_MINUTES} minutes`);

const template = z.preprocess(
  (value) => (isPlainObject(value) ? serializeTemplate(value) : value),
  text(templateProblem),
);

/** The schema of each field's known value; of each element, where the field is a list. */
const SCHEMAS: Record<FieldName, z.ZodType> = {
  clientName: text(controlCharacterProblem),
  clientDescription: text(),
  redirectUrls: text(redirectUriProblem),
  postLogoutRedirectUrls: text(redirectUrlProblem),
  fullAccessAllowed: flag,
  bypassConsentForOfflineAccess: flag,
  accessTokenExpiryMinutes: minutes,
  accessTokenCustomAudience: text(audienceProblem),
  accessTokenTemplateContent: template,
  idTokenTemplateContent: template,
  logoUrl: text(webUrlProblem),
};

const LISTS: ReadonlySet<string> = new Set<FieldName>(["redirectUrls", "postLogoutRedirectUrls"]);

/**
 * Checks what a program wrote for a Connected App, and normalizes it: what means "not set" is left
 * out, template objects become text. Unknown values pass as they are.
 *
 * @returns every failure with the path of its property.
 */
export function checkConnectedApp(
  raw: Record<string, unknown>,
  isUnknown: IsUnknown,
): CheckOutcome {
  const inputs: Record<string, unknown> = {};
  const failures = [...unknownKeys(raw), ...checkClientType(raw.clientType, isUnknown)];
  if ("clientType" in raw) inputs.clientType = raw.clientType;

  for (const name of FIELD_NAMES) {
    const value = raw[name];
    if (isUnset(value)) continue;
    const { checked, problems } = checkField(name, value, isUnknown);
    inputs[name] = checked;
    failures.push(...problems);
  }
  if (isThirdParty(raw.clientType)) {
    for (const name of FIRST_PARTY_FIELDS) {
      if (raw[name] !== true) continue;
      failures.push({
        property: name,
        reason: `${name} is for first-party clients only, and clientType is "${raw.clientType}"; remove it or set it to false`,
      });
    }
  }
  return { inputs, failures };
}

function checkField(name: FieldName, value: unknown, isUnknown: IsUnknown) {
  if (isUnknown(value)) return { checked: value, problems: [] };
  if (!LISTS.has(name)) return checkValue(name, name, value, isUnknown);
  if (!Array.isArray(value)) {
    const reason = `must be a list of URLs, not ${kindOf(value)}`;
    return { checked: value, problems: [failure(name, reason)] };
  }
  const elements = value.map((element: unknown, index) =>
    checkValue(name, `${name}[${index}]`, element, isUnknown),
  );
  return {
    checked: elements.map(({ checked }) => checked),
    problems: elements.flatMap(({ problems }) => problems),
  };
}

function checkValue(name: FieldName, path: string, value: unknown, isUnknown: IsUnknown) {
  const unknown = findUnknown(value, isUnknown);
  if (unknown !== undefined) return { checked: unknown, problems: [] };
  const result = SCHEMAS[name].safeParse(value);
  if (result.success) return { checked: result.data, problems: [] };
  return {
    checked: value,
    problems: result.error.issues.map(({ message }) => failure(path, message)),
  };
}

function checkClientType(value: unknown, isUnknown: IsUnknown): CheckFailure[] {
  const types = CLIENT_TYPES.join(", ");
  if (isUnknown(value)) return [];
  if (value === undefined || value === null || value === "") {
    return [failure("clientType", `is required: one of ${types}`)];
  }
  if (typeof value !== "string") {
    return [failure("clientType", `must be one of ${types}, not ${kindOf(value)}`)];
  }
  if ((CLIENT_TYPES as readonly string[]).includes(value)) return [];
  // Some pages of Stytch's documentation call the confidential types by that word.
  const nearest = closest(value.replace(/_confidential$/, ""), CLIENT_TYPES);
  return [failure("clientType", `must be one of ${types}; did you mean "${nearest}"?`)];
}

function unknownKeys(raw: Record<string, unknown>): CheckFailure[] {
  return Object.keys(raw)
    .filter((key) => !INPUT_NAMES.includes(key) && raw[key] !== undefined)
    .map((key) => {
      if (OUTPUT_NAMES.has(key)) {
        return failure(key, `${key} is an output, set by Stytch; remove it from the arguments`);
      }
      const nearest = closest(key, INPUT_NAMES);
      const near =
        distance(key.toLowerCase(), nearest.toLowerCase()) <= Math.max(3, key.length / 3);
      return failure(
        key,
        near
          ? `${key} is not a property of ConnectedApp; did you mean ${nearest}?`
          : `${key} is not a property of ConnectedApp; it has ${INPUT_NAMES.join(", ")}`,
      );
    });
}

function failure(property: string, reason: string): CheckFailure {
  return { property, reason: reason.startsWith(property) ? reason : `${property} ${reason}` };
}

/** `null`, `""` and `[]` ask for the server's default, as leaving the field out does. */
function isUnset(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** The first unknown within a value: a template object with an unknown member is unknown. */
function findUnknown(value: unknown, isUnknown: IsUnknown): unknown {
  if (isUnknown(value)) return value;
  if (typeof value !== "object" || value === null) return undefined;
  for (const member of Object.values(value)) {
    const unknown = findUnknown(member, isUnknown);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

function controlCharacterProblem(value: string): string | undefined {
  return /\p{Cc}/u.test(value) ? "must not contain control characters or line breaks" : undefined;
}

/** StringOrURI of [RFC 7519 section 2](https://www.rfc-editor.org/rfc/rfc7519#section-2). */
function audienceProblem(value: string): string | undefined {
  if (/\s|\p{Cc}/u.test(value)) return "must not contain white space";
  if (value.includes(":") && !URL.canParse(value)) {
    return 'contains ":" and so must be a URI (RFC 7519 section 2)';
  }
  return undefined;
}

function isPlainObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A word for a value's type; never the value, which may be a secret. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "number" && !Number.isFinite(value)
    ? "NaN or infinity"
    : `a ${typeof value}`;
}
