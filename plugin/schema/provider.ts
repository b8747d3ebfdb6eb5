import { KEYS, type Key } from "../../provider/src/connection/keys.ts";
import { asOptional, descriptionOf } from "./comments.ts";
import { Declarations, type Member } from "./declarations.ts";
import { propertiesOf } from "./resources.ts";
import type { Properties, ResourceSpec } from "./spec.ts";

const FILE = "provider/src/program/resources/stytch-provider.ts";

const DESCRIPTION = `A Stytch project, for the resources and look-ups that name it by the option \`provider\`. All others belong to the project of the stack's configuration. Each provider has a process and a budget of requests of its own.

Keep its name and its project: Pulumi deletes clients with the settings that the state holds, and a client does not move to another project.`;

/** The settings of a project, as the stack's configuration gives them. */
export function configVariables(repository: string): Properties {
  return settings(repository, ({ environment }) => environment);
}

/**
 * The same as a program gives them. The SDKs take no secret from the environment: that of Node.js would
 * give it to the engine as a plain text. The plugin reads it itself.
 */
export function providerSpec(repository: string): ResourceSpec {
  const properties = settings(repository, ({ name, environment }) =>
    name === "secret" ? undefined : environment,
  );
  return {
    description: DESCRIPTION,
    inputProperties: properties,
    requiredInputs: [],
    properties: settings(repository, () => undefined),
    required: [],
  };
}

interface Setting {
  readonly name: string;
  /** The variable that replaces it. */
  readonly environment: string | undefined;
}

/** @param takenBySdks the variable that the SDKs take a setting from. */
function settings(
  repository: string,
  takenBySdks: (setting: Setting) => string | undefined,
): Properties {
  const members = new Declarations(repository, [FILE]).membersOf("StytchProviderArgs");
  return propertiesOf(members, ({ name, comment, type }: Member) => {
    const environment: string | undefined = KEYS[name as Key];
    // No SDK can make a list of a text.
    const isList = type.getText().includes("[]");
    const taken = isList ? undefined : takenBySdks({ name, environment });
    return {
      description: withVariable(asOptional(descriptionOf(comment)), environment, isList),
      ...(name === "secret" && { secret: true }),
      ...(taken !== undefined && { defaultInfo: { environment: [taken] } }),
    };
  });
}

/** What stands in for a setting stands before its default, which holds where both are missing. */
function withVariable(
  description: string,
  environment: string | undefined,
  isList: boolean,
): string {
  if (environment === undefined) return description;
  const sentence = isList
    ? `Those of the environment's \`${environment}\`, with commas between them, are added.`
    : `Where it is not given, the environment's \`${environment}\` holds.`;
  const [before, byDefault] = description.split(/ (?=Default: )/);
  return [before, sentence, byDefault].filter((part) => part !== undefined).join(" ");
}
