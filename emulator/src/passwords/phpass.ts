import { createHash } from "node:crypto";

const ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PHPASS = /^\$[PH]\$([5-9A-S])([./0-9A-Za-z]{8})[./0-9A-Za-z]{22}$/;

/** Whether a text is a portable phpass hash: 2^7 to 2^30 rounds. */
export function isPhpassHash(text: string): boolean {
  return PHPASS.test(text);
}

/**
 * @param hash A phpass hash, whose rounds and salt are taken.
 * @returns The phpass hash of the password.
 * @see https://www.openwall.com/phpass/
 */
export function phpass(password: string, hash: string): string {
  const [, rounds = "5", salt = ""] = PHPASS.exec(hash) ?? [];
  const secret = Buffer.from(password);
  let digest = createHash("md5").update(salt).update(secret).digest();
  for (let round = 2 ** ALPHABET.indexOf(rounds); round > 0; round -= 1) {
    digest = createHash("md5").update(digest).update(secret).digest();
  }
  return `${hash.slice(0, 12)}${encode(digest)}`;
}

/** Base64 of another order: the lowest six bits of each three bytes come first. */
function encode(bytes: Buffer): string {
  let text = "";
  for (let place = 0; place < bytes.length; place += 3) {
    const group = bytes.subarray(place, place + 3);
    const value = (group[0] ?? 0) | ((group[1] ?? 0) << 8) | ((group[2] ?? 0) << 16);
    for (let digit = 0; digit <= group.length; digit += 1) {
      text += ALPHABET[(value >> (6 * digit)) & 63];
    }
  }
  return text;
}
