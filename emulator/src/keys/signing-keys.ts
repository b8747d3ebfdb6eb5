import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { promisify } from "node:util";
import { environmentOf, newId } from "../ids.ts";
import type { SigningKey } from "../state/signing-key.ts";
import type { ProjectState } from "../state/store.ts";

/** A signing key with its text read. */
export interface LoadedKey extends SigningKey {
  private: KeyObject;
  public: KeyObject;
}

// Both hold what depends only on a project id or on the text of a key. So emulators of one process can
// share them, which shows only in the time that a new RSA key takes.
const generated = new Map<string, Promise<SigningKey>>();
const loaded = new Map<string, LoadedKey>();

/** The key that a project signs with: the newest kept one, or else the one of this process. */
export async function currentKey(state: ProjectState): Promise<LoadedKey> {
  const kept = state.keys.all().at(-1);
  if (kept !== undefined) return load(kept);
  let pending = generated.get(state.projectId);
  if (pending === undefined) {
    pending = generate(state.projectId);
    generated.set(state.projectId, pending);
  }
  const key = await pending;
  // Another request may have been waiting for the same key.
  if (state.keys.get(key.id) === undefined) state.keys.add(key);
  return load(key);
}

/** @returns The key of a `kid`, if it is one of the project. */
export function keyOf(state: ProjectState, kid: string | undefined): LoadedKey | undefined {
  const key = kid === undefined ? undefined : state.keys.get(kid);
  return key === undefined ? undefined : load(key);
}

export function load(key: SigningKey): LoadedKey {
  const known = loaded.get(key.id);
  if (known?.privateKey === key.privateKey) return known;
  const privateKey = createPrivateKey(key.privateKey);
  const read = { ...key, private: privateKey, public: createPublicKey(privateKey) };
  loaded.set(key.id, read);
  return read;
}

async function generate(projectId: string): Promise<SigningKey> {
  // Loaded late: only a new key needs it, and it takes a tenth of a second to load.
  const { selfSign } = await import("./certificate.ts");
  const { privateKey, publicKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
  });
  return {
    id: newId("jwk", environmentOf(projectId)),
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: await selfSign(privateKey, publicKey, projectId),
    tokenSecret: randomBytes(32).toString("base64url"),
  };
}
