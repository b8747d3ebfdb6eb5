import type { FoundConnectedApp } from "../connected-app/lookup/lookup.ts";
import type { Exported } from "./exported.ts";
import { literal } from "./literal.ts";
import { nameApps } from "./named-apps.ts";
import { exportResource } from "./resource.ts";

/**
 * Writes the program, in TypeScript and formatted, whose first `pulumi up` adopts the clients and
 * changes nothing of them. It names clients of unknown types in comments. Pure.
 *
 * @param apps in the order of the program.
 */
export function exportProgram(projectId: string, apps: readonly FoundConnectedApp[]): Exported {
  const { named, leftOut } = nameApps(apps);
  const resources = named.map(({ name, app }) => exportResource(name, app));
  const parts = [
    `${header(projectId)}\n${named.length > 0 ? IMPORT : "export {};"}`,
    ...resources.map(({ text }) => text),
    ...leftOut.map(remarkOnLeftOut),
  ];
  return {
    text: `${parts.join("\n\n")}\n`,
    declared: named.length,
    refused: resources.filter(({ isRefused }) => isRefused).length,
    leftOut: leftOut.length,
  };
}

const IMPORT = 'import { ConnectedApp } from "pulumi-stytch-connected-apps";';

function header(projectId: string): string {
  return [
    "// Written by stytch-connected-apps export, for the clients of",
    `// ${projectId}.`,
    "// The first pulumi up takes them over as they are. After it, the lines with",
    "// adoptClientId have no effect and may be removed.",
  ].join("\n");
}

function remarkOnLeftOut({ clientId, clientType }: FoundConnectedApp): string {
  return [
    `// Left out: ${literal(clientId)}. Its type is ${literal(clientType)},`,
    "// which this version of pulumi-stytch-connected-apps does not know.",
  ].join("\n");
}
