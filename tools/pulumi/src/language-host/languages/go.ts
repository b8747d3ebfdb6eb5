import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outputOf } from "../children.ts";
import { type Language, ProgramError, programFolder, runVariables } from "./language.ts";

/** Go programs, which are built for each run: what has not changed is in Go's own cache. */
export const go: Language = {
  async about() {
    return { executable: "go", version: (await outputOf("go", ["env", "GOVERSION"])).trim() };
  },

  async dependencies(folder) {
    const format = "{{if not .Main}}{{.Path}} {{.Version}}{{end}}";
    const lines = (await outputOf("go", ["list", "-m", "-f", format, "all"], folder)).split("\n");
    return lines.filter(Boolean).map((line) => {
      const [name = "", version = ""] = line.split(" ");
      return { name, version };
    });
  },

  installation: (_info, folder) => [{ command: "go", args: ["mod", "download"], cwd: folder }],

  async program(request, engineAddress, runCommand) {
    const folder = programFolder(request);
    const entry = request.getInfo()?.getEntryPoint() || request.getProgram() || ".";
    const temporary = await mkdtemp(join(tmpdir(), "pulumi-go-"));
    const cleanUp = () => rm(temporary, { recursive: true, force: true });
    try {
      const executable = join(temporary, "program");
      const build = { command: "go", args: ["build", "-o", executable, entry], cwd: folder };
      if ((await runCommand(build)) !== 0) throw new ProgramError("The program does not compile.");
      return {
        command: executable,
        args: request.getArgsList(),
        cwd: request.getPwd() || folder,
        env: runVariables(request, engineAddress),
        cleanUp,
      };
    } catch (error) {
      await cleanUp();
      throw error;
    }
  },
};
