import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createEmulator } from "../../emulator/src/index.ts";
import { type Api, createApi, refusal, type Vertical } from "./_api.ts";
import { createOrganization, PASSWORD } from "./_people.ts";
import { send, startEmulator, temporaryFolder } from "./_server.ts";

const EMAIL = "ada@example.com";

// By libxcrypt and by OpenSSL, which the emulator does not use.
const BCRYPT = "$2b$04$abcdefghijklmnopqrstuu7EJV7kdjBBQxyb0HjTh9KS7.Lah/6CG";
const BCRYPT_OF_80_X = "$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i";
const HEX = {
  argon_2i: "29b0c7457ab5cc6d64b6d375513d7cfa537189a1c6802270",
  argon_2id: "09a7b00e1d0db49f6f7a3d9217ec5bca9a8293540120ae93",
};
const SALT = "salt and pepper!";
const CONFIG = { salt: SALT, iteration_amount: 3, memory: 64, threads: 2, key_length: 24 };
const ENCODED =
  "$argon2id$v=19$m=64,t=3,p=2$c2FsdCBhbmQgcGVwcGVyIQ$CaewDh0NtJ9vej2SF+xbypqCk1QBIK6T";
const ARGON2 = { hash_type: "argon_2id", hash: ENCODED };
const HEXADECIMAL = { hash_type: "argon_2id", hash: HEX.argon_2id, argon_2_config: CONFIG };

/** A project where passwords are migrated and tried. */
async function createDoor(vertical: Vertical, api: Api = createApi()) {
  const project = api.as(vertical);
  const path = vertical === "b2b" ? "/v1/b2b/passwords" : "/v1/passwords";
  if (vertical === "b2b") await createOrganization(project, { organization_slug: "acme" });
  const who =
    vertical === "b2b" ? { organization_id: "acme", email_address: EMAIL } : { email: EMAIL };
  return {
    migrate: (fields: object) => project.call("POST", `${path}/migrate`, { ...who, ...fields }),
    tryPassword: async (password: string) =>
      (await project.call("POST", `${path}/authenticate`, { ...who, password })).status,
  };
}

describe.each(["consumer", "b2b"] as const)("migration of a %s project", (vertical) => {
  it.each<[string, Record<string, unknown>]>([
    ["bcrypt $2a$", { hash_type: "bcrypt", hash: BCRYPT.replace("2b", "2a") }],
    ["bcrypt $2b$", { hash_type: "bcrypt", hash: BCRYPT }],
    ["bcrypt $2y$", { hash_type: "bcrypt", hash: BCRYPT.replace("2b", "2y") }],
    ["argon_2id, encoded", ARGON2],
    [
      "argon_2i, encoded",
      {
        hash_type: "argon_2i",
        hash: "$argon2i$v=19$m=64,t=3,p=2$c2FsdCBhbmQgcGVwcGVyIQ$KbDHRXq1zG1kttN1UT18+lNxiaHGgCJw",
      },
    ],
    ["argon_2id in hexadecimal digits", HEXADECIMAL],
    [
      "argon_2i in capital hexadecimal digits",
      { hash_type: "argon_2i", hash: HEX.argon_2i.toUpperCase(), argon_2_config: CONFIG },
    ],
  ])("of %s lets the password in, and no other", async (_name, fields) => {
    const { migrate, tryPassword } = await createDoor(vertical);
    expect((await migrate(fields)).status).toBe(200);
    expect(await tryPassword(PASSWORD)).toBe(200);
    expect(await tryPassword(`${PASSWORD}!`)).toBe(401);
    expect(await tryPassword("")).toBe(401);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      "bcrypt $2x$",
      { hash_type: "bcrypt", hash: BCRYPT.replace("2b", "2x") },
      "invalid_bcrypt_hash",
    ],
    [
      "bcrypt that is cut",
      { hash_type: "bcrypt", hash: BCRYPT.slice(0, -1) },
      "invalid_bcrypt_hash",
    ],
    ["bcrypt of nothing", { hash_type: "bcrypt", hash: "" }, "invalid_bcrypt_hash"],
    [
      "bcrypt of cost 3",
      { hash_type: "bcrypt", hash: BCRYPT.replace("04", "03") },
      "invalid_bcrypt_cost",
    ],
    [
      "bcrypt of cost 17",
      { hash_type: "bcrypt", hash: BCRYPT.replace("04", "17") },
      "invalid_bcrypt_cost",
    ],
    ["argon2 of the other type", { ...ARGON2, hash_type: "argon_2i" }, "invalid_hash"],
    ["argon2 of version 16", { ...ARGON2, hash: ENCODED.replace("19", "16") }, "invalid_hash"],
    ["argon2d", { ...ARGON2, hash: ENCODED.replace("2id", "2d") }, "invalid_hash"],
    ["argon2 that is neither form", { ...ARGON2, hash: "xyz" }, "invalid_hash"],
    ["argon2 with half a digit", { ...HEXADECIMAL, hash: "abc" }, "invalid_hash"],
    [
      "argon2 without memory",
      { ...ARGON2, hash: ENCODED.replace("m=64", "m=15") },
      "invalid_argon_2_memory",
    ],
    [
      "argon2 with too much memory",
      { ...ARGON2, hash: ENCODED.replace("m=64", "m=1048577") },
      "invalid_argon_2_memory",
    ],
    [
      "argon2 with a short salt",
      { ...ARGON2, hash: ENCODED.replace(/c2F[^$]*/, "c2FsdA") },
      "invalid_argon_2_salt",
    ],
    [
      "argon2 with a short key",
      { ...ARGON2, hash: ENCODED.replace(/Cae.*/, "Caew") },
      "invalid_argon_2_key_length",
    ],
    [
      "hexadecimal argon2 w/o parameters",
      { ...HEXADECIMAL, argon_2_config: undefined },
      "invalid_argon_2_salt",
    ],
    ...(
      [
        [{ iteration_amount: 0 }, "invalid_argon_2_iteration_amount"],
        [{ iteration_amount: 101 }, "invalid_argon_2_iteration_amount"],
        [{ threads: 0 }, "invalid_argon_2_threads"],
        [{ threads: 256 }, "invalid_argon_2_threads"],
        [{ memory: 15 }, "invalid_argon_2_memory"],
        [{ salt: "short" }, "invalid_argon_2_salt"],
        [{ key_length: 23 }, "argon_2_key_length_mismatch"],
        [{ memory: "64" }, "invalid_argument"],
      ] as const
    ).map(([wrong, errorType]): [string, Record<string, unknown>, string] => [
      `hexadecimal argon2 with ${JSON.stringify(wrong)}`,
      { ...HEXADECIMAL, argon_2_config: { ...CONFIG, ...wrong } },
      errorType,
    ]),
  ])("of %s is refused", async (_name, fields, errorType) => {
    const { migrate } = await createDoor(vertical);
    expect(await migrate(fields)).toMatchObject(refusal(400, errorType));
  });
});

it("bcrypt takes 72 bytes of a password", async () => {
  const { migrate, tryPassword } = await createDoor("consumer");
  await migrate({ hash_type: "bcrypt", hash: BCRYPT_OF_80_X });
  expect(await tryPassword("x".repeat(80))).toBe(200);
  expect(await tryPassword("x".repeat(72))).toBe(200);
  expect(await tryPassword("x".repeat(71))).toBe(401);
});

it("a migrated hash is kept over a restart", async () => {
  const stateFile = join(temporaryFolder(), "state.json");
  const first = await createEmulator({ stateFile });
  await send(first, "POST", "/v1/passwords/migrate", { email: EMAIL, ...ARGON2 });
  await first.close();
  const second = await startEmulator({ stateFile });
  const login = { email: EMAIL, password: PASSWORD };
  expect((await send(second, "POST", "/v1/passwords/authenticate", login)).status).toBe(200);
});
