import type { Kind } from "./kind.ts";

/** This package's provider by the letters of its text: the entry that the engine loads, or what it requires. */
const PROVIDER = /pulumistytchconnectedapps(?:dist)?(?:dynamic|lifecycle)/;

/** Its path in a text: `…-policy` and similar names are other packages. */
const OURS = /pulumi-stytch-connected-apps[/\\]+(?:dist[/\\]+)?(?:dynamic|lifecycle)\b/;

/** What creates and changes clients in Stytch's API: the path, the calls of its SDK. */
const API = /connected_apps\/clients(?!\/search)/;
const API_LETTERS = /connectedappsclients(?!search)/;
const SDK = /\bconnectedApps?\s*\??\.\s*clients\s*\??\.\s*(?:create|update)\b/;

const WRITES = /\b(?:post|put)\b/i;

/** The kind of a dynamic resource by the text that is stored for its provider. */
export function kindByProvider(text: unknown): Kind | undefined {
  if (typeof text !== "string") return undefined;
  const words = lettersOfLiterals(text);
  if (OURS.test(text) || PROVIDER.test(words))
    return /\borganizationConnectedApps\b/.test(text)
      ? "OrganizationConnectedApps"
      : "ConnectedApp";
  const callsApi = (API.test(text) || API_LETTERS.test(words)) && WRITES.test(text);
  return callsApi || SDK.test(text) ? "ConnectedApp" : undefined;
}

/** String literals of a program; an unterminated one ends with its line, so that no text is read twice. */
const LITERALS = /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\.|[^`\\])*`?/g;

/** The letters of all string literals of a program in a row, so that splitting a text does not hide it. */
function lettersOfLiterals(program: string): string {
  const literals = program.match(LITERALS) ?? [];
  return literals
    .join("")
    .toLowerCase()
    .replaceAll(/[^a-z]/g, "");
}
