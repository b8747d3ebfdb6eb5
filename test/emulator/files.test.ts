import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readHabitsFile } from "../../emulator/src/cli/habits.ts";
import { fileProblem } from "../../emulator/src/files.ts";
import { checkOutput } from "../../emulator/src/probe/habits-file.ts";
import { readProject } from "../../emulator/src/probe/project.ts";
import { readStateFile, writeStateFile } from "../../emulator/src/state/state-file.ts";
import { EMPTY_SNAPSHOT } from "../../emulator/src/state/store.ts";
import { temporaryFolder } from "./_server.ts";

const project = (secretFile: string) =>
  readProject({ projectId: "project-test-x", secretFile }, {});

/** How each option uses the file that it names. */
const READS: Record<string, (path: string) => unknown> = {
  "--habits": (path) => readHabitsFile(path),
  "--resume": (path) => readHabitsFile(path, "--resume"),
  "--secret-file": project,
};
const ALL = { ...READS, "--state": readStateFile, "--output": checkOutput };

function messageOf(use: () => unknown): string {
  try {
    use();
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "(no error)";
}

describe.each(Object.entries(ALL))("%s", (option, use) => {
  it("of a folder is refused with the reason and a remedy", () => {
    const folder = temporaryFolder();
    const message = messageOf(() => use(folder));
    expect(message).toContain(folder);
    expect(message).toMatch(/: it is a folder, not a file; (give|name) /);
  });

  it("below a file is refused with the reason", () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "x");
    expect(messageOf(() => use(join(file, "inner")))).toMatch(
      /is a file, not a folder; (give|name) /,
    );
  });

  // Whoever runs as root may read everything.
  it.skipIf(process.getuid?.() === 0)("without permission is refused with the reason", () => {
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, '{"habits":{}}');
    chmodSync(file, 0);
    expect(messageOf(() => use(file))).toContain(": permission is denied");
  });

  it("names itself or what it is for", () => {
    const said = option === "--state" ? "state file" : option;
    expect(messageOf(() => use(temporaryFolder()))).toContain(said);
  });
});

describe.each(Object.entries(READS))("%s", (_option, use) => {
  it("of a file that is missing is refused with the reason", () => {
    const file = join(temporaryFolder(), "missing.json");
    expect(messageOf(() => use(file))).toContain(file);
    expect(messageOf(() => use(file))).toContain(
      "cannot be read: there is no such file or folder; ",
    );
  });

  it.each(["", " \n"])("of an empty file says so: %j", (text) => {
    const file = join(temporaryFolder(), "empty");
    writeFileSync(file, text);
    expect(messageOf(() => use(file))).toMatch(/is empty; /);
  });
});

describe.each(["--habits", "--resume"])("%s", (option) => {
  it.each([
    ['{"habits":\n  {"url_list_order": sorted}}', "line 2, column 22"],
    ['{"habits": {}', "line 1, column 14"],
    ["{\r\n\r\n,}", "line 3, column 1"],
    ["// no\n{}", "line 1, column 1"],
    ['{"a":1,}', "line 1, column 8"],
  ])("of %j names line and column", (text, place) => {
    const file = join(temporaryFolder(), "habits.json");
    writeFileSync(file, text);
    expect(messageOf(() => readHabitsFile(file, option))).toBe(
      `${option} ${file}: the file is not valid JSON: look at ${place}; ` +
        'it must hold such as {"habits": {"url_list_order": "sorted"}}',
    );
  });

  it.each(["[]", "null", "7", '"x"'])("of %s says what it must hold", (text) => {
    const file = join(temporaryFolder(), "habits.json");
    writeFileSync(file, text);
    expect(messageOf(() => readHabitsFile(file, option))).toMatch(
      /: the file: must be an object, not .*; it must hold such as \{"habits"/,
    );
  });

  it("reads UTF-16, which PowerShell writes", () => {
    const file = join(temporaryFolder(), "habits.json");
    writeFileSync(file, Buffer.from('\ufeff{"habits":{"url_list_order":"sorted"}}', "utf16le"));
    expect(readHabitsFile(file, option)).toEqual({ url_list_order: "sorted" });
  });
});

describe("--output", () => {
  it("in a folder that is missing names the folder", () => {
    const folder = join(temporaryFolder(), "missing");
    expect(messageOf(() => checkOutput(join(folder, "habits.json")))).toBe(
      `--output: ${folder}/habits.json cannot be written: there is no folder ${folder}; ` +
        "name a file in a folder that exists and is writable",
    );
  });
});

describe("--state", () => {
  it("of a file that is not JSON names line and column", () => {
    const file = join(temporaryFolder(), "state.json");
    writeFileSync(file, '{"version": 1,\n "projects"}');
    expect(messageOf(() => readStateFile(file))).toContain(
      "(the file is not valid JSON: look at line 2, column 12); repair it, remove it, or name another",
    );
  });

  it.each([
    ["[]", "the file: must be an object, not a list"],
    ['{"version":1,"projects":{},"x":1}', 'the file: has no field "x"; the fields are '],
    ['{"version":2,"projects":{}}', "version: must be 1"],
  ])("of %s says what is wrong with it", (text, problem) => {
    const file = join(temporaryFolder(), "state.json");
    writeFileSync(file, text);
    expect(messageOf(() => readStateFile(file))).toContain(problem);
  });

  it("in a folder that is missing, or is none, says so", () => {
    const folder = temporaryFolder();
    const missing = join(folder, "missing", "state.json");
    expect(messageOf(() => writeStateFile(missing, EMPTY_SNAPSHOT))).toContain(
      "cannot be written: there is no such file or folder; its folder must exist",
    );
    mkdirSync(join(folder, "state.json"));
    expect(messageOf(() => writeStateFile(join(folder, "state.json"), EMPTY_SNAPSHOT))).toContain(
      "it is a folder, not a file",
    );
  });
});

describe("fileProblem()", () => {
  it.each([
    ["EACCES", "permission is denied"],
    ["EPERM", "permission is denied"],
    ["EROFS", "the file system is read-only"],
    ["ENOSPC", "no space is left"],
    ["EWEIRD", "EWEIRD"],
  ])("puts %s into words", (code, words) => {
    expect(fileProblem(Object.assign(new Error("x"), { code }))).toBe(words);
  });

  it("quotes no message", () => {
    expect(fileProblem(new Error("secret"))).toBe("an unknown reason");
  });
});
