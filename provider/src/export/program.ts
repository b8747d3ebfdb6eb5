import type { FoundConnectedApp } from "../connected-app/lookup/lookup.ts";
import { CLIENT_TYPES } from "../stytch/api.ts";
import { literal } from "./literal.ts";
import { exportResource } from "./resource.ts";
import { resourceNames } from "./resource-names.ts";

/** A program that takes clients over. */
export interface ExportedProgram {
  /** TypeScript, formatted, with a line break at its end. */
  readonly text: string;
  /** How many clients it declares. */
  readonly declared: number;
  /** How many of these have a value that `pulumi up` refuses. */
  readonly refused: number;
  /** How many clients of a type that this version does not know it names in comments only. */
  readonly leftOut: number;
}

/**
 * Writes the program whose first `pulumi up` adopts the clients and changes nothing of them. Pure.
 *
 * @param apps in the order of the program.
 */
export function exportProgram(
  projectId: string,
  apps: readonly FoundConnectedApp[],
): ExportedProgram {
  const known = apps.filter(({ clientType }) => isKnownType(clientType));
  const leftOut = apps.filter(({ clientType }) => !isKnownType(clientType));
  const names = resourceNames(known.map(({ clientName }) => clientName));
  const resources = known.map((app, index) => exportResource(names[index] ?? "", app));
  const parts = [
    `${header(projectId)}\n${known.length > 0 ? IMPORT : "export {};"}`,
    ...resources.map(({ text }) => text),
    ...leftOut.map(remarkOnLeftOut),
  ];
  return {
    text: `${parts.join("\n\n")}\n`,
    declared: known.length,
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

function isKnownType(clientType: string): boolean {
  return (CLIENT_TYPES as readonly string[]).includes(clientType);
}
