import { outputOf } from "../children.ts";
import { type Language, programFolder, runVariables } from "./language.ts";

const QUIET = ["--quiet", "--batch-mode"];

/** Java programs with Maven: the project names its main class for the plugin `exec`. */
export const java: Language = {
  async about() {
    const [version = ""] = (await outputOf("mvn", ["--version"])).split("\n");
    return { executable: "mvn", version };
  },

  // Maven lists them only with a plugin, which it would have to fetch.
  dependencies: async () => [],

  installation: (_info, folder) => [
    { command: "mvn", args: [...QUIET, "dependency:resolve"], cwd: folder },
  ],

  async program(request, engineAddress) {
    return {
      command: "mvn",
      args: [...QUIET, "compile", "exec:java"],
      cwd: programFolder(request),
      env: runVariables(request, engineAddress),
    };
  },
};
