import { SERVER_DEFAULTS } from "../../provider/src/lifecycle-entry.ts";
import type { ListedConnectedApp } from "../../provider/src/stytch/reader.ts";
import type { Audit } from "../../review/src/audit/audit.ts";
import { auditProject } from "../../review/src/audit/audit-project.ts";
import type { Snapshot } from "../../review/src/audit/snapshot.ts";
import { PROJECT } from "./_forms.ts";
import { CALLBACK, NOW } from "./_project.ts";

/** A client as a search lists it; the others of its fields were never set. */
export function appWith(fields: Partial<ListedConnectedApp> = {}, at = 0): ListedConnectedApp {
  const last = String(at).padStart(12, "0");
  return {
    ...(SERVER_DEFAULTS as ListedConnectedApp),
    clientId: `connected-app-test-00000000-0000-4000-8000-${last}`,
    clientType: "first_party",
    clientName: "Web",
    redirectUrls: [CALLBACK],
    status: "active",
    clientSecretLastFour: "0000",
    nextClientSecretLastFour: "",
    creationMethod: "API",
    metadataUrl: "",
    ...fields,
  };
}

/** So many clients of different names and hosts, one in a hundred of them dangerous. */
export function manyApps(count: number): ListedConnectedApp[] {
  return Array.from({ length: count }, (_, at) => {
    const host = at % 100 === 0 ? `http://app-${at}.example.com` : `https://app-${at}.example.com`;
    const redirectUrls = [`${host}/callback`];
    return appWith({ clientName: `Client ${(at * 7919) % count}`, redirectUrls }, at);
  });
}

export function snapshotWith(
  apps: readonly ListedConnectedApp[],
  more: Partial<Snapshot> = {},
): Snapshot {
  const metadata = {
    issuer: `stytch.com/${PROJECT}`,
    grant_types_supported: ["authorization_code"],
    code_challenge_methods_supported: ["S256"],
  };
  return {
    projectId: PROJECT,
    apiUrl: "https://test.stytch.com",
    apps,
    openid: { value: metadata },
    server: { value: metadata },
    keys: { value: [{ kty: "EC", alg: "ES256", kid: "jwk-1" }] },
    installations: undefined,
    ...more,
  };
}

export function auditOf(apps: readonly ListedConnectedApp[], more?: Partial<Snapshot>): Audit {
  return auditProject(snapshotWith(apps, more), [], { now: NOW });
}

/** An audit whose every text comes from someone else. */
export function auditWithText(text: string): Audit {
  const app = appWith({
    clientName: text,
    clientType: text,
    clientDescription: text,
    logoUrl: text,
    redirectUrls: [text, `https://partner.example/${text}`],
    accessTokenCustomAudience: text,
    accessTokenTemplateContent: JSON.stringify({ [text]: text }),
    nextClientSecretLastFour: text,
    creationMethod: text,
    metadataUrl: text,
  });
  const metadata = {
    issuer: text,
    grant_types_supported: [text, "implicit"],
    code_challenge_methods_supported: [text],
    registration_endpoint: text,
  };
  return auditOf([app, { ...app, clientId: text }], {
    openid: { value: metadata },
    server: { problem: text },
    keys: { value: [{ kty: "oct", alg: text, kid: text }] },
  });
}
