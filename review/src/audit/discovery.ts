import { shown } from "pulumi-stytch-connected-apps-policy/analysis";
import { z } from "zod";
import type { ClientRef } from "../client.ts";
import type { Finding } from "../report.ts";
import type { ServerFacts } from "./audit.ts";
import { found } from "./findings.ts";
import type { Read, Snapshot } from "./snapshot.ts";

const LEGACY_GRANTS = ["implicit", "password"];
const SHORTEST_MODULUS_BITS = 2048;

const texts = z.array(z.string()).catch([]);
const text = z.string().optional().catch(undefined);

const metadataSchema = z.object({
  issuer: text,
  grant_types_supported: texts,
  response_types_supported: texts,
  code_challenge_methods_supported: texts,
  registration_endpoint: text,
  client_id_metadata_document_supported: z.boolean().catch(false),
});

const keySchema = z.object({ kty: text, alg: text, kid: text, n: text, d: z.unknown().optional() });

type Documents = Pick<Snapshot, "projectId" | "apiUrl" | "openid" | "server" | "keys">;

/** What the public documents say, both taken together. */
export function serverFacts({ openid, server, keys }: Documents): ServerFacts {
  const documents = [openid, server].flatMap(valuesOf).map((one) => metadataSchema.parse(one));
  const all = (name: "grant_types_supported" | "code_challenge_methods_supported") => [
    ...new Set(documents.flatMap((one) => one[name])),
  ];
  return {
    issuer: documents[0]?.issuer,
    grants: all("grant_types_supported"),
    codeChallengeMethods: all("code_challenge_methods_supported"),
    registrationEndpoint: documents.map((one) => one.registration_endpoint).find(Boolean),
    takesMetadataDocuments: documents.some((one) => one.client_id_metadata_document_supported),
    keys: valuesOf(keys)
      .flat()
      .map((key) => {
        const { alg, kid } = keySchema.parse(key);
        return [alg, kid].filter(Boolean).join(" ");
      }),
  };
}

function valuesOf<Value>(read: Read<Value>): Value[] {
  return "value" in read ? [read.value] : [];
}

/** Why a document cannot be read. */
export function discoveryNotes({ openid, server, keys }: Documents): string[] {
  const reads = { "openid-configuration": openid, "oauth-authorization-server": server, keys };
  return Object.entries(reads).flatMap(([name, read]) =>
    "problem" in read ? [`${name} of the project cannot be read: ${read.problem}`] : [],
  );
}

/** What is wrong with the public documents of a project. */
export function judgeDiscovery(project: ClientRef, documents: Documents): Finding[] {
  const facts = serverFacts(documents);
  const isRead = "value" in documents.server;
  const legacy = LEGACY_GRANTS.filter((grant) => facts.grants.includes(grant));
  const methods = facts.codeChallengeMethods;
  const isWeak = methods.includes("plain") || !methods.includes("S256");
  return [
    ...judgeIssuers(project, documents),
    ...(isRead && isWeak
      ? [found(project, "pkce-weak", `code challenge methods are ${listed(methods)}`)]
      : []),
    ...legacy.map((grant) => found(project, "grant-legacy", `the grant ${shown(grant)} is on`)),
    ...judgeRegistration(project, facts),
    ...("value" in documents.keys ? judgeKeys(project, documents.keys.value) : []),
  ];
}

function judgeIssuers(project: ClientRef, { openid, server, ...documents }: Documents): Finding[] {
  const { projectId, apiUrl } = documents;
  // Stytch's own hosts name the project without a scheme.
  const allowed = [`stytch.com/${projectId}`, `https://stytch.com/${projectId}`, apiUrl];
  const issuers = [openid, server].flatMap(valuesOf).map((one) => metadataSchema.parse(one).issuer);
  return [...new Set(issuers)]
    .filter((issuer) => issuer === undefined || !allowed.includes(issuer))
    .map((issuer) =>
      found(
        project,
        "issuer-other",
        issuer === undefined
          ? "the documents name no issuer"
          : `the issuer is ${shown(issuer)}, and the documents are at ${shown(apiUrl)}`,
      ),
    );
}

function judgeRegistration(project: ClientRef, facts: ServerFacts): Finding[] {
  const { registrationEndpoint, takesMetadataDocuments } = facts;
  if (registrationEndpoint === undefined) return [];
  const open = `anyone may register clients at ${shown(registrationEndpoint)}`;
  const beside = "clients may describe themselves by a document, and registration is on too";
  return [
    found(project, "registration-open", open),
    ...(takesMetadataDocuments ? [found(project, "registration-needless", beside)] : []),
  ];
}

function judgeKeys(project: ClientRef, keys: readonly unknown[]): Finding[] {
  if (keys.length === 0) return [found(project, "keys-missing", "the key set is empty")];
  return keys.flatMap((raw) => {
    const key = keySchema.parse(raw);
    const name = key.kid === undefined ? "a key without an id" : `the key ${shown(key.kid)}`;
    if (key.d !== undefined) return [found(project, "key-private", `${name} is published whole`)];
    if (key.kty === "oct") {
      return [found(project, "key-weak", `${name} is a symmetric one, which signs as it checks`)];
    }
    const bits = key.kty === "RSA" ? bitsOf(key.n ?? "") : SHORTEST_MODULUS_BITS;
    if (bits >= SHORTEST_MODULUS_BITS) return [];
    return [found(project, "key-weak", `${name} has ${bits} bits, fewer than 2048`)];
  });
}

/** Length of a number in base64url, as a JWK has it. */
function bitsOf(modulus: string): number {
  const hex = Buffer.from(modulus, "base64url").toString("hex").replace(/^0+/, "");
  return hex === ""
    ? 0
    : (hex.length - 1) * 4 + Number.parseInt(hex.charAt(0), 16).toString(2).length;
}

function listed(values: readonly string[]): string {
  return values.length === 0 ? "not named" : values.map((value) => shown(value)).join(", ");
}
