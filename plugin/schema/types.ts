import ts from "typescript";
import {
  CONNECTED_APP_FIELDS,
  FIELD_NAMES,
} from "../../provider/src/stytch/connected-app-fields.ts";
import type { Member } from "./declarations.ts";
import type { TypeSpec } from "./spec.ts";
import { typeRef } from "./tokens.ts";

/** Template text, or an object that is written out. */
const TEMPLATE: TypeSpec = {
  oneOf: [
    { type: "string" },
    { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" } },
  ],
};

/** What names stand for that the declarations use. */
const NAMED: Readonly<Record<string, TypeSpec>> = {
  ClientType: { $ref: typeRef("ClientType") },
  // The parameter of `OfType`.
  Type: { $ref: typeRef("ClientType") },
  ConnectedAppsAllowedType: { $ref: typeRef("ConnectedAppsAllowedType") },
  TemplateContent: TEMPLATE,
  "Partial<ConnectedAppFields>": { $ref: typeRef("RequestedFields") },
  "Partial<OrganizationConnectedAppsFields>": { $ref: typeRef("RequestedSettings") },
  GetConnectedAppResult: { $ref: typeRef("ConnectedAppResult") },
};

/** Types that say when a value is known, of which only the value's matters. */
const WRAPPERS = new Set(["pulumi.Input", "pulumi.Output"]);

/** Numbers that have to be whole: TypeScript has no type for them. */
const WHOLE = new Set<string>([
  ...FIELD_NAMES.filter((name) => CONNECTED_APP_FIELDS[name].kind === "minutes"),
  "maxConcurrentRequests",
]);

export interface FoundType {
  readonly spec: TypeSpec;
  /** Whether `undefined` is among its values. */
  readonly canBeAbsent: boolean;
}

/** @throws an error that names the property, for a type that the schema has no word for. */
export function typeOf({ name, type, isOptional }: Member): FoundType {
  const { spec, canBeAbsent } = found(name, type);
  return { spec, canBeAbsent: canBeAbsent || isOptional };
}

/** The type of a field of the table, as a server holds it. */
export function typeOfField(name: keyof typeof CONNECTED_APP_FIELDS): TypeSpec {
  const byDefault: unknown = CONNECTED_APP_FIELDS[name].default;
  if (Array.isArray(byDefault)) return { type: "array", items: { type: "string" } };
  if (typeof byDefault === "number") return { type: WHOLE.has(name) ? "integer" : "number" };
  return { type: typeof byDefault === "boolean" ? "boolean" : "string" };
}

function found(property: string, type: ts.TypeNode): FoundType {
  if (ts.isUnionTypeNode(type)) {
    const values = type.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
    const [value] = values;
    if (value && values.length === 1) return { ...found(property, value), canBeAbsent: true };
  }
  if (ts.isArrayTypeNode(type)) {
    return certain({ type: "array", items: found(property, type.elementType).spec });
  }
  if (ts.isTypeReferenceNode(type)) {
    const named = NAMED[type.getText()];
    if (named) return certain(named);
    const [argument] = type.typeArguments ?? [];
    if (argument && WRAPPERS.has(type.typeName.getText())) return found(property, argument);
  }
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return certain({ type: "string" });
    case ts.SyntaxKind.BooleanKeyword:
      return certain({ type: "boolean" });
    case ts.SyntaxKind.NumberKeyword:
      return certain({ type: WHOLE.has(property) ? "integer" : "number" });
    default:
      throw new Error(
        `${property}: the schema has no word for the type ${type.getText()}; add it to plugin/schema/types.ts.`,
      );
  }
}

function certain(spec: TypeSpec): FoundType {
  return { spec, canBeAbsent: false };
}
