import { asOutput, descriptionOf } from "./comments.ts";
import { Declarations, type Member } from "./declarations.ts";
import type { Properties, PropertySpec, ResourceSpec } from "./spec.ts";
import { dynamicToken } from "./tokens.ts";
import { typeOf } from "./types.ts";

/** Where the TypeScript of a resource is, and what no type says. */
export interface ResourceSource {
  /** Of its class; `Args` after it gives its arguments, `Outputs` what its state holds. */
  readonly name: string;
  /** Files that declare the three. */
  readonly files: readonly string[];
  /** Inputs whose change replaces the resource. */
  readonly replacing: readonly string[];
}

export const CONNECTED_APP: ResourceSource = {
  name: "ConnectedApp",
  files: [
    "provider/src/program/resources/connected-app.ts",
    "provider/src/program/resources/client-types.ts",
    "provider/src/connected-app/model.ts",
  ],
  replacing: ["clientType"],
};

export const ORGANIZATION_CONNECTED_APPS: ResourceSource = {
  name: "OrganizationConnectedApps",
  files: [
    "provider/src/program/resources/organization-connected-apps.ts",
    "provider/src/organization-connected-apps/model.ts",
  ],
  replacing: ["organizationId"],
};

/**
 * A resource as its class and arguments declare it. An output without its own comment gets that of the input
 * with its name.
 *
 * @param repository the root of the repository.
 */
export function resourceSpec(
  repository: string,
  { name, files, replacing }: ResourceSource,
): ResourceSpec {
  const declarations = new Declarations(repository, files);
  const secrets = declarations.textsIn("secretOutputs");
  const inputs = declarations.membersOf(`${name}Args`);
  const shown = declarations.membersOf(name);
  const outputs = withoutDoubles([...shown, ...declarations.membersOf(`${name}Outputs`)]);
  return {
    description: descriptionOf(declarations.commentOf(name)),
    inputProperties: propertiesOf(inputs, (member) => ({
      ...(replacing.includes(member.name) && { willReplaceOnChanges: true }),
    })),
    requiredInputs: requiredOf(inputs),
    properties: propertiesOf(outputs, (member) => ({
      description: outputDescription(member, inputs),
      ...(secrets.includes(member.name) && { secret: true }),
    })),
    required: requiredOf(outputs),
    aliases: [{ type: dynamicToken(name) }],
  };
}

/** @param more what the type and the comment of a property do not say, and what replaces them. */
export function propertiesOf(
  members: readonly Member[],
  more: (member: Member) => Partial<PropertySpec> = () => ({}),
): Properties {
  return Object.fromEntries(
    members.map((member) => {
      const spec = { ...typeOf(member).spec, description: descriptionOf(member.comment) };
      return [member.name, { ...spec, ...more(member) } as PropertySpec];
    }),
  );
}

export function requiredOf(members: readonly Member[]): string[] {
  return members.filter((member) => !typeOf(member).canBeAbsent).map(({ name }) => name);
}

function withoutDoubles(members: readonly Member[]): Member[] {
  return members.filter(
    ({ name }, index) => members.findIndex((other) => other.name === name) === index,
  );
}

function outputDescription({ name, comment }: Member, inputs: readonly Member[]): string {
  const ofInput = inputs.find((input) => input.name === name)?.comment ?? "";
  return asOutput(descriptionOf(comment || ofInput));
}
