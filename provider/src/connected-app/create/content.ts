import { createHash } from "node:crypto";
import type { ConnectedAppFields } from "../../stytch/api.ts";
import { FIELD_NAMES, SERVER_DEFAULTS } from "../../stytch/connected-app-fields.ts";

/**
 * A digest of a client's type and fields: the same for clients that differ in identity and secrets
 * only, or in the order of their URLs. A field that is left out counts as Stytch's default.
 */
export function contentOf(app: { clientType: string } & Partial<ConnectedAppFields>): string {
  const values = FIELD_NAMES.map((name) => {
    const value = app[name] ?? SERVER_DEFAULTS[name];
    return Array.isArray(value) ? [...new Set(value)].sort() : value;
  });
  return createHash("sha256")
    .update(JSON.stringify([app.clientType, ...values]))
    .digest("base64");
}
