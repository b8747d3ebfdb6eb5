import { decodeJwt, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import type { Scene } from "./_harness.ts";
import { type Passing, tamper } from "./_wire.ts";

/** @returns the scene with a server whose tokens have other claims, but valid signatures. */
export async function forge(
  scene: Scene,
  field: "access_token" | "id_token" | "session_jwt",
  change: (claims: JWTPayload) => JWTPayload,
): Promise<Scene> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const header = { alg: "RS256", typ: "JWT", kid: "forged" };
  const key = { ...(await exportJWK(publicKey)), kid: "forged", alg: "RS256", use: "sig" };
  return tamper(scene, async ({ body }: Passing) => {
    const token = body[field];
    if (Array.isArray(body.keys)) body.keys.push(key);
    if (typeof token !== "string" || token === "") return;
    const claims = change(decodeJwt(token));
    body[field] = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
  });
}
