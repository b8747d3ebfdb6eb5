import { closest } from "fastest-levenshtein";
import { z } from "zod";
import {
  failure,
  failuresOf,
  isUnset,
  kindOf,
  type Names,
  text,
  unknownKeys,
} from "../../lifecycle/input-checks.ts";
import type {
  CheckFailure,
  CheckOutcome,
  CheckSurroundings,
  IsUnknown,
} from "../../lifecycle/lifecycle.ts";
import { CLIENT_TYPES } from "../../stytch/api.ts";
import {
  CONNECTED_APP_FIELDS,
  FIELD_NAMES,
  FIRST_PARTY_FIELDS,
  type FieldKind,
  type FieldName,
  SERVER_DEFAULTS,
} from "../../stytch/connected-app-fields.ts";
import {
  unresolvedProblem,
  urlPlaceholderProblem,
  wordPlaceholderProblem,
} from "../../text/placeholders.ts";
import { isThirdParty, LOCAL_NAMES } from "../model.ts";
import { checkLocalInputs } from "./local-inputs.ts";
import { projectFailures } from "./project-rules.ts";
import {
  audienceClaimProblem,
  serializeTemplate,
  templateProblem,
  unresolvedMembers,
} from "./template.ts";
import { redirectUriProblem, redirectUrlProblem, webUrlProblem } from "./url.ts";

const NAMES: Names = {
  resource: "ConnectedApp",
  inputs: ["clientType", ...FIELD_NAMES, ...LOCAL_NAMES],
  outputs: new Set([
    "clientId",
    "clientSecret",
    "clientSecretLastFour",
    "nextClientSecret",
    "nextClientSecretLastFour",
    "projectId",
    "requestedFields",
    "secretRotatedAt",
    "secretRotationStartedAt",
    "status",
  ]),
};

/** Largest value of the API's int32. */
const MAX_MINUTES = 2_147_483_647;

const flag = z.boolean({ error: (issue) => `must be true or false, not ${kindOf(issue.input)}` });

const minutes = z
  .number({ error: (issue) => `must be a number of minutes, not ${kindOf(issue.input)}` })
  .int("must be a whole number of minutes")
  .min(1, "must be at least 1 minute")
  .max(MAX_MINUTES, `must be at most ${MAX_MINUTES} minutes`);

const template = z.preprocess(asText, text(templateProblem));

const accessTokenTemplate = z.preprocess(
  asText,
  text((value) => templateProblem(value) ?? audienceClaimProblem(value)),
);

/** The schema of a known value; of each element, where the field is a list. */
const SCHEMAS: Record<FieldKind, z.ZodType> = {
  name: text(controlCharacterProblem),
  text: text(),
  "redirect URIs": text(redirectUriProblem),
  "redirect URLs": text(redirectUrlProblem),
  flag,
  minutes,
  audience: text(audienceProblem),
  "access token template": accessTokenTemplate,
  "ID token template": template,
  "web URL": text(webUrlProblem),
};

/**
 * Checks what a program wrote for a Connected App, and normalizes it: what means "not set" is left
 * out, template objects become text. Unknown values pass as they are.
 *
 * @returns every failure with the path of its property.
 */
export function checkConnectedApp(
  raw: Record<string, unknown>,
  isUnknown: IsUnknown,
  surroundings: CheckSurroundings = {},
): CheckOutcome {
  const inputs: Record<string, unknown> = {};
  const failures = [...unknownKeys(raw, NAMES), ...checkClientType(raw.clientType, isUnknown)];
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
      const problem = `is for first-party clients only, but clientType is "${raw.clientType}"; remove it or set it to false`;
      failures.push(failure(name, problem));
    }
  }
  const local = checkLocalInputs(raw, isUnknown);
  return {
    inputs: { ...inputs, ...local.inputs },
    failures: [...failures, ...local.failures, ...projectFailures(raw, surroundings)],
  };
}

function checkField(name: FieldName, value: unknown, isUnknown: IsUnknown) {
  if (isUnknown(value)) return { checked: value, problems: [] };
  if (!Array.isArray(SERVER_DEFAULTS[name])) return checkValue(name, name, value, isUnknown);
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
  // Before the unknown values: what is wrong with the known part stays wrong whatever the rest turns out to be.
  const unresolved = unresolvedMembers(path, value);
  if (unresolved.length > 0) return { checked: value, problems: unresolved };
  if (hasUnknown(value, isUnknown)) return { checked: value, problems: [] };
  const result = SCHEMAS[CONNECTED_APP_FIELDS[name].kind].safeParse(value);
  if (result.success) return { checked: result.data, problems: [] };
  return {
    checked: value,
    problems: failuresOf(path, result.error),
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
  const unresolved = unresolvedProblem(value);
  if (unresolved) return [failure("clientType", unresolved)];
  // Some pages of Stytch's documentation use that word for the confidential types.
  const nearest = closest(value.replace(/_confidential$/, ""), CLIENT_TYPES);
  return [failure("clientType", `must be one of ${types}; did you mean "${nearest}"?`)];
}

/** Whether something within is unknown; such a template stays an object, so that policies see the rest. */
function hasUnknown(value: unknown, isUnknown: IsUnknown): boolean {
  if (isUnknown(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((member) => hasUnknown(member, isUnknown));
}

function controlCharacterProblem(value: string): string | undefined {
  return /\p{Cc}/u.test(value) ? "must not contain control characters or line breaks" : undefined;
}

/** StringOrURI of [RFC 7519 section 2](https://www.rfc-editor.org/rfc/rfc7519#section-2). */
function audienceProblem(value: string): string | undefined {
  const isUrl = value.includes("://");
  const placeholder = isUrl ? urlPlaceholderProblem(value) : wordPlaceholderProblem(value);
  if (placeholder) return placeholder;
  if (/\s|\p{Cc}/u.test(value)) return "must not contain white space";
  if (value.includes(":") && !URL.parse(value)) {
    return 'contains ":" and so must be a URI (RFC 7519 section 2)';
  }
  return undefined;
}

function asText(template: unknown): unknown {
  return isPlainObject(template) ? serializeTemplate(template) : template;
}

function isPlainObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
