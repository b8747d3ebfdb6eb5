import { X509Certificate } from "node:crypto";
import { createLocalJWKSet, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createApi, refusal } from "./_api.ts";
import { callOpenly, joinOrganization, signUp } from "./_people.ts";
import { assertValidResponse } from "./_schemas.ts";

const CONSUMER = "/v1/sessions/jwks";
const B2B = "/v1/b2b/sessions/jwks";

const jwksSchema = z.looseObject({
  keys: z.array(
    z.looseObject({ kty: z.string(), kid: z.string(), x5c: z.array(z.string()), n: z.string() }),
  ),
});

describe.each([CONSUMER, B2B])("GET %s/{project_id}", (path) => {
  it("returns a signing key without credentials", async () => {
    const api = createApi();
    const { projectId } = api.app.projects.b2b;
    const { status, body } = await callOpenly(api, `${path}/${projectId}`);
    expect(status).toBe(200);
    // The document knows the thumbprint under Stytch's name only.
    assertValidResponse(`GET ${path}/{project_id}`, body, true);
    const { keys } = jwksSchema.parse(body);
    expect(keys).toHaveLength(1);
    const [key] = keys;
    expect(key).toMatchObject({ kty: "RSA", use: "sig", key_ops: ["verify"], alg: "RS256" });
    expect(key?.kid).toMatch(/^jwk-test-[0-9a-f-]{36}$/);
    expect(key?.["x5t#S256"]).toBe(key?.x5tS256);
  });

  it("has a certificate of the key", async () => {
    const api = createApi();
    const { projectId } = api.app.projects.consumer;
    const { keys } = jwksSchema.parse((await callOpenly(api, `${path}/${projectId}`)).body);
    const certificate = new X509Certificate(Buffer.from(keys[0]?.x5c[0] ?? "", "base64"));
    expect(certificate.subject).toBe(`CN=${projectId}`);
    expect(certificate.issuer).toBe(certificate.subject);
    expect(certificate.validFromDate).toEqual(new Date("2020-01-01T00:00:00Z"));
    expect(certificate.validToDate).toEqual(new Date("9999-12-31T23:59:59Z"));
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.publicKey.export({ format: "jwk" }).n).toBe(keys[0]?.n);
  });

  it("of an unknown project is refused", async () => {
    const response = await callOpenly(createApi(), `${path}/project-test-unknown`);
    expect(response).toMatchObject(refusal(404, "project_not_found"));
  });
});

describe("The keys of a project", () => {
  it("verify its session JWTs, and not those of the other project", async () => {
    const api = createApi();
    const { consumer, b2b } = api.app.projects;
    const keySet = async (path: string) =>
      createLocalJWKSet(jwksSchema.parse((await callOpenly(api, path)).body));
    const user = await signUp(api);
    const member = await joinOrganization(api.as("b2b"));
    const ofConsumer = await keySet(`${CONSUMER}/${consumer.projectId}`);
    const ofB2b = await keySet(`${B2B}/${b2b.projectId}`);
    await jwtVerify(user.session_jwt, ofConsumer, { audience: consumer.projectId, typ: "JWT" });
    await jwtVerify(member.session_jwt, ofB2b, { audience: b2b.projectId, typ: "JWT" });
    const mixed = jwtVerify(user.session_jwt, ofB2b);
    await expect(mixed).rejects.toMatchObject({ code: "ERR_JWKS_NO_MATCHING_KEY" });
  });

  it("are one, however many ask for the first token at once", async () => {
    const api = createApi();
    await Promise.all([signUp(api), signUp(api), signUp(api)]);
    const path = `${CONSUMER}/${api.app.projects.consumer.projectId}`;
    expect((await callOpenly(api, path)).body.keys).toHaveLength(1);
  });
});
