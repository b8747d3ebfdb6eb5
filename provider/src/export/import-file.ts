import { checkConnectedApp } from "../connected-app/inputs/check.ts";
import type { FoundConnectedApp } from "../connected-app/lookup/lookup.ts";
import { FIELD_NAMES } from "../stytch/connected-app-fields.ts";
import { visibleJson } from "../text/visible.ts";
import type { Exported } from "./exported.ts";
import { nameApps } from "./named-apps.ts";

/** The type of the plugin: the engine imports no dynamic resources. */
const TYPE = "stytch:index:ConnectedApp";

/** An explicit provider that the stack has already. */
export interface ImportProvider {
  /** Variable of the provider in the program. */
  readonly name: string;
  readonly urn: string;
}

/**
 * Writes the file with which `pulumi import --file` takes over the clients, one line for each, under
 * the names of `exportProgram`. The engine reads everything else from the server. Pure.
 *
 * @param apps in the order of the file.
 * @param provider of all clients. Default: the default provider of the stack.
 * @see https://www.pulumi.com/docs/iac/adopting-pulumi/import/#bulk-import-operations
 */
export function exportImportFile(
  apps: readonly FoundConnectedApp[],
  provider?: ImportProvider,
): Exported {
  const { named, leftOut } = nameApps(apps);
  const resources = named.map(({ name, app: { clientId } }) => ({
    type: TYPE,
    ...namesOf(name),
    id: clientId,
    ...(provider && { provider: provider.name }),
  }));
  const nameTable = provider ? { [provider.name]: provider.urn } : {};
  const lines = resources.map((resource) => `\n    ${visibleJson(resource)}`);
  return {
    text: `{
  "nameTable": ${visibleJson(nameTable)},
  "resources": [${lines.join(",")}${lines.length > 0 ? "\n  " : ""}]
}
`,
    declared: named.length,
    refused: named.filter(({ app }) => isRefused(app)).length,
    leftOut: leftOut.length,
  };
}

/**
 * What `pulumi import` takes for the name of a variable though it is none, or no new one: in the engine's
 * own language, from which it generates code, and in JavaScript, beyond the words that it knows.
 */
const NO_VARIABLE =
  /^(?:null|true|false|\d.*|let|static|eval|arguments|undefined|exports|module|require)$/;

/** No name of a resource has an underscore: so the variable has a name of its own. */
function namesOf(name: string): { name: string; logicalName?: string } {
  return NO_VARIABLE.test(name) ? { name: `client_${name}`, logicalName: name } : { name };
}

/** Of what the plugin reads of a client, whether the generated code has a value that is refused. */
function isRefused(app: FoundConnectedApp): boolean {
  const fields = FIELD_NAMES.map((field): [string, unknown] => [field, app[field]]);
  const inputs = { clientType: app.clientType, ...Object.fromEntries(fields) };
  return checkConnectedApp(inputs, () => false).failures.length > 0;
}
