import { describe, expect, it } from "vitest";
import { projectRef } from "../../../review/src/audit/audit-project.ts";
import {
  discoveryNotes,
  judgeDiscovery,
  serverFacts,
} from "../../../review/src/audit/discovery.ts";
import { PROJECT } from "../_forms.ts";

const RSA_2048 = Buffer.alloc(256, 0xff).toString("base64url");
const KEY = { kty: "RSA", alg: "RS256", kid: "jwk-1", e: "AQAB", n: RSA_2048 };
const METADATA = {
  issuer: `stytch.com/${PROJECT}`,
  grant_types_supported: ["authorization_code", "refresh_token"],
  code_challenge_methods_supported: ["S256"],
};
const REGISTER = "https://test.stytch.com/v1/oauth2/register";

/** A project whose documents are good, but for these. */
function documentsWith(server: object = {}, keys: readonly object[] = [KEY]) {
  const { code_challenge_methods_supported: _, ...openid } = METADATA;
  return {
    projectId: PROJECT,
    apiUrl: "https://test.stytch.com",
    openid: { value: openid },
    server: { value: { ...METADATA, ...server } },
    keys: { value: keys.map((key) => ({ ...key })) },
  };
}

function idsOf(documents: Parameters<typeof judgeDiscovery>[1]): string[] {
  return judgeDiscovery(projectRef(PROJECT), documents).map(({ id }) => id);
}

describe("the public documents of a project", () => {
  it("are good as Stytch has them", () => {
    expect(idsOf(documentsWith())).toEqual([]);
    expect(serverFacts(documentsWith())).toEqual({
      issuer: `stytch.com/${PROJECT}`,
      grants: ["authorization_code", "refresh_token"],
      codeChallengeMethods: ["S256"],
      registrationEndpoint: undefined,
      takesMetadataDocuments: false,
      keys: ["RS256 jwk-1"],
    });
  });

  it.each([
    ["plain code challenges", { code_challenge_methods_supported: ["S256", "plain"] }, "pkce-weak"],
    ["no S256", { code_challenge_methods_supported: [] }, "pkce-weak"],
    ["the implicit grant", { grant_types_supported: ["implicit"] }, "grant-legacy"],
    ["the password grant", { grant_types_supported: ["password"] }, "grant-legacy"],
    ["an issuer of another project", { issuer: "stytch.com/project-test-2" }, "issuer-other"],
    ["an issuer of another host", { issuer: "https://evil.example" }, "issuer-other"],
    ["no issuer", { issuer: undefined }, "issuer-other"],
    ["registration", { registration_endpoint: REGISTER }, "registration-open"],
  ])("with %s are not", (_, server, id) => {
    expect(idsOf(documentsWith(server))).toEqual([id]);
  });

  it("on the project's own domain have that as issuer", () => {
    const apiUrl = "https://login.example.com";
    const openid = { value: { ...METADATA, issuer: apiUrl } };
    expect(idsOf({ ...documentsWith(), apiUrl, openid, server: openid })).toEqual([]);
  });

  it("offer registration beside metadata documents needlessly, and those alone well", () => {
    const documents = { client_id_metadata_document_supported: true };
    const both = { ...documents, registration_endpoint: REGISTER };
    expect(idsOf(documentsWith(documents))).toEqual([]);
    expect(idsOf(documentsWith(both))).toEqual(["registration-open", "registration-needless"]);
  });

  it.each([
    ["none", [], "keys-missing"],
    ["a short one", [{ ...KEY, n: Buffer.alloc(128, 0xff).toString("base64url") }], "key-weak"],
    ["one without a modulus", [{ ...KEY, n: undefined }], "key-weak"],
    [
      "one of 2047 bits",
      [{ ...KEY, n: Buffer.alloc(256, 0x7f).toString("base64url") }],
      "key-weak",
    ],
    ["a symmetric one", [{ kty: "oct", k: "AAAA" }], "key-weak"],
    ["a private one", [{ ...KEY, d: "AAAA" }], "key-private"],
  ])("with such a key, %s, are not good", (_, keys, id) => {
    expect(idsOf(documentsWith({}, keys))).toEqual([id]);
  });

  it("take an elliptic key, and say why what cannot be read cannot", () => {
    expect(idsOf(documentsWith({}, [{ kty: "EC", crv: "P-256" }]))).toEqual([]);
    const problem = { problem: "400 authorization_endpoint_not_configured_for_project" };
    const unread = { ...documentsWith(), openid: problem, server: problem, keys: problem };
    expect(idsOf(unread)).toEqual([]);
    expect(discoveryNotes(unread)).toHaveLength(3);
    expect(discoveryNotes(unread)[0]).toContain(problem.problem);
  });

  it("of any shape are read", () => {
    for (const value of [{ issuer: 7, grant_types_supported: "x" }, {}]) {
      const documents = { ...documentsWith({}, [{ kty: 7, n: 8 }]), openid: { value } };
      expect(idsOf(documents)).toContain("issuer-other");
    }
  });
});
