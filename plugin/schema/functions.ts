import { FIELD_NAMES } from "../../provider/src/stytch/connected-app-fields.ts";
import { descriptionOf } from "./comments.ts";
import { Declarations } from "./declarations.ts";
import { propertiesOf, requiredOf } from "./resources.ts";
import type { FunctionSpec, ObjectSpec, Properties, PropertySpec } from "./spec.ts";
import { typeOfField } from "./types.ts";

const FOLDER = "provider/src/program/functions";

/** The fields of a client, described as the outputs of its resource are. */
export function fieldProperties(outputs: Properties): Properties {
  return Object.fromEntries(
    FIELD_NAMES.map((name) => {
      const description = outputs[name]?.description ?? "";
      return [name, { ...typeOfField(name), description } as PropertySpec];
    }),
  );
}

/** A client as the look-ups find it. */
export function foundConnectedApp(repository: string, outputs: Properties): ObjectSpec {
  const file = "provider/src/connected-app/lookup/lookup.ts";
  const declarations = new Declarations(repository, [file]);
  const members = declarations.membersOf("FoundConnectedApp");
  return {
    description: descriptionOf(declarations.commentOf("FoundConnectedApp")),
    type: "object",
    properties: { ...propertiesOf(members), ...fieldProperties(outputs) },
    required: [...requiredOf(members), ...FIELD_NAMES],
  };
}

/** The look-up of one client, by its id or by its name: only TypeScript can require exactly one of them. */
export function getConnectedApp(repository: string, found: ObjectSpec): FunctionSpec {
  const declarations = new Declarations(repository, [`${FOLDER}/get-connected-app.ts`]);
  const { properties, required = [] } = found;
  return {
    description: descriptionOf(declarations.commentOf("getConnectedApp")),
    inputs: {
      type: "object",
      properties: propertiesOf(declarations.membersOf("GetConnectedAppArgs")),
    },
    outputs: { type: "object", properties, required },
  };
}

/** The look-up of all clients that match some filters. */
export function getConnectedApps(repository: string): FunctionSpec {
  const declarations = new Declarations(repository, [`${FOLDER}/get-connected-apps.ts`]);
  const results = declarations.membersOf("GetConnectedAppsResult");
  return {
    description: descriptionOf(declarations.commentOf("getConnectedApps")),
    inputs: {
      type: "object",
      properties: propertiesOf(declarations.membersOf("GetConnectedAppsArgs")),
    },
    outputs: { type: "object", properties: propertiesOf(results), required: requiredOf(results) },
  };
}
