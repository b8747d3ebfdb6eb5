import { createHash } from "node:crypto";
import type { ConnectedAppFields } from "../../stytch/api.ts";
import { FIELD_NAMES, SERVER_DEFAULTS } from "../../stytch/connected-app-fields.ts";
import { canonical } from "../forms.ts";

/**
 * A digest of a client's type and fields: the same for clients that differ only in identity and secrets,
 * or in spellings that a server may change. A field that is left out counts as Stytch's default.
 */
export function contentOf(app: { clientType: string } & Partial<ConnectedAppFields>): string {
  const values = FIELD_NAMES.map((name) => {
    return canonical(name, app[name] ?? SERVER_DEFAULTS[name]);
  });
  return createHash("sha256")
    .update(JSON.stringify([app.clientType, ...values]))
    .digest("base64");
}
