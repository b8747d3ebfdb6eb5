import { KEYS, type Key } from "../../provider/src/connection/keys.ts";
import { asOptional, descriptionOf } from "./comments.ts";
import { Declarations, type Member } from "./declarations.ts";
import { propertiesOf } from "./resources.ts";
import type { Properties, ResourceSpec } from "./spec.ts";

const FILE = "provider/src/program/resources/stytch-provider.ts";

const DESCRIPTION = `A Stytch project, for the resources and look-ups that name it by the option \`provider\`. All others belong to the project of the stack's configuration. Each provider has a process and a budget of requests of its own.

Keep its name and its project: Pulumi deletes clients with the settings that the state holds, and a client does not move to another project.`;

/** The settings of a project, as the stack's configuration has them. */
export function configVariables(repository: string): Properties {
  return settings(repository, ({ environment }) => environment);
}

/**
 * The same as a program passes them. The SDKs read no secret from the environment: that of Node.js would pass
 * it to the engine as plain text. The plugin reads it itself.
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
  /** The environment variable that replaces it. */
  readonly environment: string | undefined;
}

/** @param takenBySdks the environment variable from which the SDKs take a setting. */
function settings(
  repository: string,
  takenBySdks: (setting: Setting) => string | undefined,
): Properties {
  const members = new Declarations(repository, [FILE]).membersOf("StytchProviderArgs");
  return propertiesOf(members, ({ name, comment, type }: Member) => {
    const environment: string | undefined = KEYS[name as Key];
    // No SDK can parse a list from a text.
    const isList = type.getText().includes("[]");
    const taken = isList ? undefined : takenBySdks({ name, environment });
    return {
      description: withVariable(asOptional(descriptionOf(comment)), environment, isList),
      ...(name === "secret" && { secret: true }),
      ...(taken !== undefined && { defaultInfo: { environment: [taken] } }),
    };
  });
}

/** What replaces a setting comes before its default, which applies if both are missing. */
function withVariable(
  description: string,
  environment: string | undefined,
  isList: boolean,
): string {
  if (environment === undefined) return description;
  const sentence = isList
    ? `Those in the environment variable \`${environment}\`, separated by commas, are added.`
    : `If it is not set, the environment variable \`${environment}\` applies.`;
  const [before, byDefault] = description.split(/ (?=Default: )/);
  return [before, sentence, byDefault].filter((part) => part !== undefined).join(" ");
}
