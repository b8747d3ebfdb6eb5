import { ALLOWED_TYPE, CLIENT_TYPE } from "./enums.ts";
import { examplesOf } from "./examples.ts";
import {
  fieldProperties,
  foundConnectedApp,
  getConnectedApp,
  getConnectedApps,
} from "./functions.ts";
import { LANGUAGES } from "./languages.ts";
import { manifestOf, placesOf } from "./manifest.ts";
import { configVariables, providerSpec } from "./provider.ts";
import { CONNECTED_APP, ORGANIZATION_CONNECTED_APPS, resourceSpec } from "./resources.ts";
import type { PackageSpec, Properties, ResourceSpec } from "./spec.ts";
import { PACKAGE, token } from "./tokens.ts";

/** What Pulumi's registry sorts packages by. */
const REGISTRY_KEYWORDS = ["kind/native", "category/infrastructure"];

const OF_REQUESTED_FIELDS =
  "Fields as the program asked for them, those of which the server holds another form.";

const IMPORT_OF_CONNECTED_APP = `## Import

An existing client becomes a resource by its \`client_id\`. Stytch does not show its secret again, so \`clientSecret\` is absent until a rotation.

\`\`\`sh
pulumi import ${token("ConnectedApp")} web connected-app-live-00000000-0000-4000-8000-000000000000
\`\`\``;

const IMPORT_OF_ORGANIZATION = `## Import

The setting of an organization becomes a resource by the organization's \`organization_id\`.

\`\`\`sh
pulumi import ${token("OrganizationConnectedApps")} acme organization-live-00000000-0000-4000-8000-000000000000
\`\`\``;

/**
 * Pulumi's schema of the plugin, from which the SDKs and the documentation are generated. All that it
 * says of properties comes from the provider's TypeScript.
 *
 * @param repository the root of the repository.
 * @param manifest the plugin's `package.json`; by default as it stands.
 */
export function packageSchema(repository: string, manifest = manifestOf(repository)): PackageSpec {
  const connectedApp = resourceSpec(repository, CONNECTED_APP);
  const organization = resourceSpec(repository, ORGANIZATION_CONNECTED_APPS);
  const provider = providerSpec(repository);
  const found = foundConnectedApp(repository, connectedApp.properties);
  const one = getConnectedApp(repository, found);
  const all = getConnectedApps(repository);
  const described = <Spec extends { readonly description: string }>(
    spec: Spec,
    ...more: string[]
  ): Spec => ({ ...spec, description: [spec.description, ...more].join("\n\n") });
  const examples = (folder: Parameters<typeof examplesOf>[1]) => examplesOf(repository, folder);
  return {
    name: PACKAGE,
    displayName: "Stytch",
    version: manifest.version,
    description: manifest.description,
    keywords: [...manifest.keywords, ...REGISTRY_KEYWORDS],
    license: manifest.license,
    publisher: manifest.author,
    ...placesOf(manifest),
    config: { variables: configVariables(repository) },
    types: {
      [token("ClientType")]: CLIENT_TYPE,
      [token("ConnectedAppResult")]: found,
      [token("ConnectedAppsAllowedType")]: ALLOWED_TYPE,
      [token("RequestedFields")]: {
        description: OF_REQUESTED_FIELDS,
        type: "object",
        properties: fieldProperties(connectedApp.properties),
      },
      [token("RequestedSettings")]: {
        description: OF_REQUESTED_FIELDS,
        type: "object",
        properties: settingsOf(organization),
      },
    },
    provider: described(provider, examples("provider")),
    resources: {
      [token("ConnectedApp")]: described(
        connectedApp,
        examples("connected-app"),
        IMPORT_OF_CONNECTED_APP,
      ),
      [token("OrganizationConnectedApps")]: described(
        organization,
        examples("organization-connected-apps"),
        IMPORT_OF_ORGANIZATION,
      ),
    },
    functions: {
      [token("getConnectedApp")]: described(one, examples("get-connected-app")),
      [token("getConnectedApps")]: described(all, examples("get-connected-apps")),
    },
    language: LANGUAGES,
  };
}

/** The outputs that are settings of the organization, as its inputs are but for its name. */
function settingsOf({ properties, inputProperties, requiredInputs }: ResourceSpec): Properties {
  const isSetting = (name: string) => name in inputProperties && !requiredInputs.includes(name);
  return Object.fromEntries(Object.entries(properties).filter(([name]) => isSetting(name)));
}

/** The same as the text of the committed file. */
export function schemaText(repository: string): string {
  return `${JSON.stringify(packageSchema(repository), null, 2)}\n`;
}
