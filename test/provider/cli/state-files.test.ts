import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { decodeText as emulatorDecode } from "../../../emulator/src/decode-text.ts";
import { readStateFile } from "../../../provider/src/cli/state-file.ts";
import { decodeText } from "../../../provider/src/text/decode.ts";
import { decodeText as smokeDecode } from "../../../smoke/src/cli/decode-text.ts";
import { pending, resource, stateText } from "../orphans/_state.ts";

const utf16le = (text: string) => Buffer.from(text, "utf16le");
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

const TEXT = '{"name": "Größe 名前 🎉"}';
const SPELLED: [string, Buffer][] = [
  ["UTF-8", Buffer.from(TEXT)],
  ["UTF-8 with a mark", Buffer.from(`\ufeff${TEXT}`)],
  ["UTF-16 LE with a mark", utf16le(`\ufeff${TEXT}`)],
  ["UTF-16 BE with a mark", utf16be(`\ufeff${TEXT}`)],
  ["UTF-16 LE", utf16le(TEXT)],
  ["UTF-16 BE", utf16be(TEXT)],
];

describe.each([
  ["provider", decodeText],
  ["smoke", smokeDecode],
  ["emulator", emulatorDecode],
])("%s reads", (_package, decode) => {
  test.each(SPELLED)("%s", (_name, bytes) => {
    expect(decode(bytes)).toBe(TEXT);
  });

  test.each(["", "a", "{}"])("the short text %j", (text) => {
    expect(decode(Buffer.from(text))).toBe(text);
  });

  test.each([
    [[0], "\0"],
    [[0, 0, 0x41], "\0\0A"],
    [[0xff, 0x41], "\ufffdA"],
    [[0xfe, 0x41], "\ufffdA"],
    [[0x41, 0xfe], "A\ufffd"],
    [[0x41, 0xff], "A\ufffd"],
  ])("half a mark, or zeros alone, as UTF-8: %o", (bytes, text) => {
    expect(decode(Buffer.from(bytes))).toBe(text);
  });
});

const STATE = stateText(
  [resource("web", "connected-app-1")],
  [pending("lost", { clientType: "x" })],
);
const { deployment } = JSON.parse(STATE);
/** As a `file://` backend keeps it, in the state, its `.bak`, backups and history. */
const CHECKPOINT = JSON.stringify({
  version: 3,
  checkpoint: { stack: "organization/shop/dev", latest: deployment },
});

async function read(bytes: Buffer | string) {
  const folder = await mkdtemp(join(tmpdir(), "stytch-state-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "dev.json.bak");
  await writeFile(file, bytes);
  return readStateFile(file);
}

describe("a state", () => {
  test.each<[string, Buffer | string]>([
    ["as exported", STATE],
    ["as exported by PowerShell", utf16le(`\ufeff${STATE}`)],
    ["as a file backend keeps it", CHECKPOINT],
    ["with a mark", `\ufeff${CHECKPOINT}`],
    ["compressed by gzip", gzipSync(CHECKPOINT)],
    ["compressed by zstd", zstdCompressSync(CHECKPOINT)],
  ])("is read %s", async (_name, bytes) => {
    const { ids, pendingCreates } = await read(bytes);
    expect([...ids]).toEqual(["connected-app-1"]);
    expect(pendingCreates).toHaveLength(1);
  });

  test.each([
    ["empty", ""],
    ["compressed and cut off", gzipSync(CHECKPOINT).subarray(0, 40)],
  ])("%s is refused with the advice to give another file", async (_name, bytes) => {
    await expect(read(bytes)).rejects.toThrow(/give (a whole file|another copy)/);
  });
});
