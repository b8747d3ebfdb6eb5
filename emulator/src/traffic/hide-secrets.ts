import { parseJson } from "../parse.ts";
import type { RecordedMessage, RecordedRequest } from "./request-log.ts";

export const HIDDEN = "(hidden)";

const SECRET_HEADERS = new Set(["authorization", "cookie", "proxy-authorization", "set-cookie"]);

/** Names of fields, parameters and claims whose text gives access, or is hashed from what does. */
const SECRET_NAME = /(^|_)(secret|password|token|jwt|code|verifier|hash|salt|pepper|assertion)$/;

/** What may be a signed token, wherever it is. */
const DOTTED = /[\w.-]+/g;

/** A parameter of a URL or form. */
const PARAMETER = /([?&#])(\w+)=([^&#\s]*)/g;

/** The same request without what would let its reader act as someone; what cannot be read is hidden. */
export function withoutSecrets(recorded: RecordedRequest): RecordedRequest {
  return {
    ...recorded,
    path: hideInText(recorded.path),
    query: hideInText(recorded.query),
    request: hideInMessage(recorded.request),
    response: recorded.response && hideInMessage(recorded.response),
  };
}

/** A JSON value in which the texts of secrets are hidden. */
export function hideInJson(value: unknown, name = ""): unknown {
  if (typeof value === "string") {
    return value !== "" && SECRET_NAME.test(name) ? HIDDEN : hideInText(value);
  }
  if (Array.isArray(value)) return value.map((entry) => hideInJson(entry, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, hideInJson(entry, key)]),
  );
}

function hideInMessage({ headers, body, omittedBytes }: RecordedMessage): RecordedMessage {
  return {
    headers: headers.map(([name, value]) => [
      name,
      SECRET_HEADERS.has(name) ? HIDDEN : hideInText(value),
    ]),
    body: hideInBody(body),
    omittedBytes,
  };
}

function hideInBody(body: string): string {
  if (body === "") return "";
  const json = parseJson(body);
  if (json.ok) return JSON.stringify(hideInJson(json.value));
  return /^[\w.-]+=\S*$/.test(body) ? hideInText(`&${body}`).slice(1) : HIDDEN;
}

function hideInText(text: string): string {
  return text
    .replace(PARAMETER, (whole, mark: string, name: string) =>
      SECRET_NAME.test(name) ? `${mark}${name}=${HIDDEN}` : whole,
    )
    .replace(DOTTED, (word) => (isSignedToken(word) ? HIDDEN : word));
}

/** The header of a token is a JSON object, whose base64 starts like this. */
function isSignedToken(word: string): boolean {
  const parts = word.split(".");
  return parts.length > 2 && parts.some((part) => part.startsWith("eyJ"));
}
