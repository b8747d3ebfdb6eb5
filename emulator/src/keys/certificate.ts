import { type KeyObject, sign } from "node:crypto";

// DER, just enough of it for one kind of certificate (X.690, RFC 5280).
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const UTF8_STRING = 0x0c;
const GENERALIZED_TIME = 0x18;
const SEQUENCE = 0x30;
const SET = 0x31;
const VERSION_3 = Buffer.from("a003020102", "hex");
const SHA256_WITH_RSA = Buffer.from("300d06092a864886f70d01010b0500", "hex");
const COMMON_NAME = Buffer.from("0603550403", "hex");

/**
 * Makes a self-signed X.509 certificate without extensions. Its only use is to stand in `x5c`, so
 * it is valid from 2020 to the end of 9999, whatever the emulated clock says.
 *
 * @returns DER.
 */
export function selfSign(privateKey: KeyObject, publicKey: KeyObject, commonName: string): Buffer {
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, text(UTF8_STRING, commonName))));
  const validity = der(
    SEQUENCE,
    text(GENERALIZED_TIME, "20200101000000Z"),
    text(GENERALIZED_TIME, "99991231235959Z"),
  );
  const certificate = der(
    SEQUENCE,
    VERSION_3,
    der(INTEGER, Buffer.from([1])),
    SHA256_WITH_RSA,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = sign("sha256", certificate, privateKey);
  // The leading octet of a bit string counts the unused bits of its last one.
  const bits = der(BIT_STRING, Buffer.from([0]), signature);
  return der(SEQUENCE, certificate, SHA256_WITH_RSA, bits);
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), length(content.length), content]);
}

function length(value: number): Buffer {
  if (value < 0x80) return Buffer.from([value]);
  const digits = value.toString(16);
  const octets = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex");
  return Buffer.concat([Buffer.from([0x80 | octets.length]), octets]);
}

function text(tag: number, value: string): Buffer {
  return der(tag, Buffer.from(value));
}
