import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { REPOSITORY } from "../../e2e/_process.ts";
import { suiteScope } from "../../e2e/_scope.ts";
import { isThere, succeed } from "./_commands.ts";
import { docExamples } from "./_doc-examples.ts";
import { addJavaSdk } from "./_java.ts";
import { installNodejsSdk } from "./_nodejs.ts";
import { installPythonSdk, pythonEnvironment, pythonOf } from "./_python.ts";
import { PLUGIN_SETTINGS } from "./_scenario.ts";
import { sdkIn } from "./_sdk.ts";
import { yamlEnvironment } from "./_yaml.ts";

const PROGRAMS = join(import.meta.dirname, "programs");
const scope = suiteScope();

/** Whether a test is skipped: in CI what is missing is a failure. */
async function isSkipped(...[command, ...args]: [string, ...string[]]): Promise<boolean> {
  if (await isThere(command, args)) return false;
  console.warn(
    `Examples of the documentation are not tested for lack of a working \`${command}\`.`,
  );
  return process.env.CI !== "true";
}

const withoutPython = await isSkipped("python3", "-m", "venv", "--help");
const withoutGo = await isSkipped("go", "version");
const withoutJava = await isSkipped("mvn", "--version");

describe("the examples of the documentation fit the SDKs", () => {
  test("in TypeScript", async () => {
    const folder = await scope.folder();
    await installNodejsSdk(folder);
    const examples = await docExamples("ts");
    for (const { name, text } of examples) await writeFile(join(folder, `${name}.ts`), text);
    const options = JSON.parse(await readFile(join(PROGRAMS, "nodejs/tsconfig.json"), "utf8"));
    const files = examples.map(({ name }) => `${name}.ts`);
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ ...options, files }));
    const compiler = join(REPOSITORY, "node_modules/typescript/bin/tsc");
    await succeed(process.execPath, [compiler, "-p", folder]);
  });

  test.skipIf(withoutPython)("in Python", async () => {
    const folder = await scope.folder();
    const environment = await pythonEnvironment();
    const packages = await installPythonSdk(folder, environment);
    const examples = await docExamples("py");
    const files = examples.map(({ name }) => join(folder, `${name}.py`));
    for (const [index, { text }] of examples.entries()) await writeFile(files[index] ?? "", text);
    const script = join(import.meta.dirname, "run_examples.py");
    const env = { PYTHONPATH: packages };
    const said = await succeed(pythonOf(environment), [script, ...files], { env });
    expect(said.trimEnd().split("\n")).toEqual(files);
  });

  test.skipIf(withoutGo)("in Go", async () => {
    const folder = await scope.folder();
    await sdkIn(folder, "go");
    const program = join(folder, "program");
    for (const { name, text } of await docExamples("go")) {
      await mkdir(join(program, name), { recursive: true });
      await writeFile(join(program, name, "main.go"), text);
    }
    for (const file of ["go.mod", "go.sum"])
      await cp(join(PROGRAMS, "go", file), join(program, file));
    await succeed("go", ["vet", "./..."], { cwd: program, env: { GOWORK: "off" } });
  });

  test.skipIf(withoutJava)("in Java", async () => {
    const folder = await scope.folder();
    await cp(join(PROGRAMS, "java/pom.xml"), join(folder, "pom.xml"));
    await addJavaSdk(folder, join(folder, "src/main"));
    for (const { name, text } of await docExamples("java")) {
      const place = join(folder, "src/main/java", name);
      await mkdir(place, { recursive: true });
      // All have the same name: each goes into a package of its own.
      await writeFile(
        join(place, "App.java"),
        text.replace("package example;", `package ${name};`),
      );
    }
    await succeed("mvn", ["--quiet", "--batch-mode", "compile"], { cwd: folder });
  });

  test("in YAML", async () => {
    const project = await scope.project();
    await project.add({ client_type: "first_party_public", client_name: "Example CLI" });
    const folder = await scope.folder();
    const cli = await scope.cli(project, await yamlEnvironment());
    const pulumi = async (...args: string[]) => {
      const all = ["-C", folder, "--non-interactive", "--color", "never", ...args];
      const { code, stdout, stderr } = await cli.pulumi(...all);
      expect(code, stdout + stderr).toBe(0);
    };
    for (const { name, text } of await docExamples("yaml")) {
      // The emulator's project is a test one.
      const program = text.replace("organization-live-", "organization-test-");
      await writeFile(join(folder, "Pulumi.yaml"), program + PLUGIN_SETTINGS);
      await pulumi("stack", "init", name);
      await pulumi("config", "set", "partnersProjectId", project.projectId);
      await pulumi("config", "set", "--secret", "partnersSecret", project.secret);
      await pulumi("preview");
    }
  });
});
