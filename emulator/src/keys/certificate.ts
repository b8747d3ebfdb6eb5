import type { KeyObject } from "node:crypto";
// @peculiar/x509 needs this polyfill of the global Reflect, loaded first.
import "reflect-metadata";
import { X509CertificateGenerator } from "@peculiar/x509";

const RS256 = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/**
 * Makes a self-signed X.509 certificate without extensions. Its only use is to stand in `x5c`, so
 * it is valid from 2020, whatever the emulated clock says.
 *
 * @param notAfter When it expires. Default: the end of 9999.
 * @returns DER in base64.
 */
export async function selfSign(
  privateKey: KeyObject,
  publicKey: KeyObject,
  commonName: string,
  notAfter = new Date("9999-12-31T23:59:59Z"),
): Promise<string> {
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name: [{ CN: [commonName] }],
    notBefore: new Date("2020-01-01T00:00:00Z"),
    notAfter,
    signingAlgorithm: RS256,
    keys: {
      privateKey: privateKey.toCryptoKey(RS256, true, ["sign"]),
      publicKey: publicKey.toCryptoKey(RS256, true, ["verify"]),
    },
  });
  return certificate.toString("base64");
}
