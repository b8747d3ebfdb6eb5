import { checkConnectedApp } from "../connected-app/inputs/check.ts";
import type { FoundConnectedApp } from "../connected-app/lookup/lookup.ts";
import { isThirdParty } from "../connected-app/model.ts";
import { differs } from "../lifecycle/compare.ts";
import {
  FIELD_NAMES,
  FIRST_PARTY_FIELDS,
  SERVER_DEFAULTS,
} from "../stytch/connected-app-fields.ts";
import { literal } from "./literal.ts";

/** A client as a statement of the program. */
export interface ExportedResource {
  readonly text: string;
  /** Whether `pulumi up` refuses one of its values; a comment beside each says why. */
  readonly isRefused: boolean;
}

/** The width at which formatters break lines. */
const LINE_WIDTH = 80;

/** @param name of the resource, which is also the client's name if none is set. */
export function exportResource(name: string, app: FoundConnectedApp): ExportedResource {
  const inputs = inputsOf(name, app);
  const { failures } = checkConnectedApp(Object.fromEntries(inputs), () => false);
  const lines = inputs.flatMap(([input, value]) => [
    ...failures
      .filter(({ property }) => property.split("[")[0] === input)
      .map(({ reason }) => `  // Refused by pulumi up: ${reason}.`),
    ...property(input, value, app.clientType),
  ]);
  const statement = [`new ConnectedApp(${literal(name)}, {`, ...lines, "});"];
  return {
    text: [...remarks(app), ...statement].join("\n"),
    isRefused: failures.length > 0,
  };
}

/** Everything that differs from the defaults. */
function inputsOf(name: string, app: FoundConnectedApp): [name: string, value: unknown][] {
  const defaults = { ...SERVER_DEFAULTS, clientName: name };
  const fields = FIELD_NAMES.filter((field) => differs(app[field], defaults[field], () => false));
  return [
    ["clientType", app.clientType],
    ...fields.map((field): [string, unknown] => [field, app[field]]),
    ["adoptClientId", app.clientId],
  ];
}

function remarks({ status, nextClientSecretLastFour }: FoundConnectedApp): string[] {
  return [
    ...(status === "active" ? [] : [`// Its status is ${literal(status)}.`]),
    ...(nextClientSecretLastFour
      ? ["// A rotation of its secret is in progress, and continues."]
      : []),
  ];
}

function property(name: string, value: unknown, clientType: string): string[] {
  if (!Array.isArray(value)) {
    const text = scalar(name, value, clientType);
    const line = `  ${name}: ${text},`;
    return line.length <= LINE_WIDTH ? [line] : [`  ${name}:`, `    ${text},`];
  }
  const elements = value.map((element) => literal(String(element)));
  const line = `  ${name}: [${elements.join(", ")}],`;
  if (line.length <= LINE_WIDTH) return [line];
  return [`  ${name}: [`, ...elements.map((element) => `    ${element},`), "  ],"];
}

function scalar(name: string, value: unknown, clientType: string): string {
  if (typeof value === "string") return literal(value);
  const isFirstPartyOnly = (FIRST_PARTY_FIELDS as readonly string[]).includes(name);
  // The compiler refuses these too; the comment above them says why.
  return isThirdParty(clientType) && isFirstPartyOnly ? `${value} as never` : String(value);
}
