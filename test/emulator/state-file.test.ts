import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createEmulator, StateFileError } from "../../emulator/src/index.ts";
import { CLIENTS, readResponse, SEARCH } from "./_api.ts";
import { send, startEmulator, temporaryFolder } from "./_server.ts";

const VALID = { version: 1, projects: {} };

describe("stateFile", () => {
  it("is made at start", async () => {
    const stateFile = join(temporaryFolder(), "state.json");
    await startEmulator({ stateFile });
    expect(JSON.parse(readFileSync(stateFile, "utf8"))).toEqual(VALID);
  });

  it("holds a change before the response is sent, and leaves no temporary file", async () => {
    const folder = temporaryFolder();
    const stateFile = join(folder, "state.json");
    const emulator = await startEmulator({ stateFile });
    const body = { client_type: "first_party", client_name: "kept" };
    const response = await readResponse(await send(emulator, "POST", CLIENTS, body));
    const text = readFileSync(stateFile, "utf8");
    expect(text).toContain("kept");
    expect(text).not.toContain(Object(response.body.connected_app).client_secret);
    expect(readdirSync(folder)).toEqual(["state.json"]);
  });

  it("brings the clients back after a restart, in order and unchanged", async () => {
    const stateFile = join(temporaryFolder(), "state.json");
    const first = await createEmulator({ stateFile });
    for (const client_name of ["one", "two", "three"]) {
      await send(first, "POST", CLIENTS, { client_type: "third_party", client_name });
    }
    const before = await readResponse(await send(first, "POST", SEARCH, {}));
    await first.close();
    const second = await startEmulator({ stateFile });
    const after = await readResponse(await send(second, "POST", SEARCH, {}));
    expect(after.body.connected_apps).toEqual(before.body.connected_apps);
    expect(after.body.connected_apps).toHaveLength(3);
  });

  it("of a version that lacked a field of a client gives it its initial value", async () => {
    const stateFile = join(temporaryFolder(), "state.json");
    const first = await createEmulator({ stateFile });
    await send(first, "POST", CLIENTS, { client_type: "first_party", client_name: "old" });
    await first.close();
    const text = readFileSync(stateFile, "utf8");
    const older = text.replace(/"idTokenTemplateContent": "[^"]*",\s*/, "");
    expect(older).not.toBe(text);
    writeFileSync(stateFile, older);
    const second = await startEmulator({ stateFile });
    const found = await readResponse(await send(second, "POST", SEARCH, {}));
    expect(found.body.connected_apps).toMatchObject([
      { client_name: "old", id_token_template_content: "{}" },
    ]);
  });

  it("forgets with reset()", async () => {
    const stateFile = join(temporaryFolder(), "state.json");
    const emulator = await startEmulator({ stateFile });
    await send(emulator, "POST", CLIENTS, { client_type: "first_party" });
    emulator.reset();
    expect(JSON.parse(readFileSync(stateFile, "utf8"))).toEqual(VALID);
  });

  it.each([
    ["no JSON", "{"],
    ["another version", JSON.stringify({ ...VALID, version: 2 })],
    ["an unknown field", JSON.stringify({ ...VALID, extra: 1 })],
    ["a wrong client", JSON.stringify({ ...VALID, projects: { p: { connectedApps: [{}] } } })],
    ["nothing in it", ""],
  ])("with %s is refused and left as it is", async (_name, text) => {
    const stateFile = join(temporaryFolder(), "state.json");
    writeFileSync(stateFile, text);
    await expect(createEmulator({ stateFile })).rejects.toThrow(StateFileError);
    expect(readFileSync(stateFile, "utf8")).toBe(text);
  });

  it("without JSON is named as such, with the remedy", async () => {
    const stateFile = join(temporaryFolder(), "state.json");
    writeFileSync(stateFile, "{");
    const problem =
      /state\.json: .*the file is not valid JSON.*; repair it, remove it, or name another file$/;
    await expect(createEmulator({ stateFile })).rejects.toThrow(problem);
  });

  it("that is a folder is refused", async () => {
    const stateFile = join(temporaryFolder(), "state.json");
    mkdirSync(stateFile);
    const created = createEmulator({ stateFile });
    await expect(created).rejects.toThrow(
      /state\.json: .*it is a folder, not a file; name another file, or change its permissions$/,
    );
  });

  it("in a folder that does not exist is refused at start", async () => {
    const stateFile = join(temporaryFolder(), "nowhere", "state.json");
    await expect(createEmulator({ stateFile })).rejects.toThrow(StateFileError);
  });
});
