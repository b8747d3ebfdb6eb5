import { spawn } from "node:child_process";
import { targets } from "./targets.ts";

const [name = "", ...options] = process.argv.slice(2);

if (name in targets) {
  const stryker = "node_modules/@stryker-mutator/core/bin/stryker.js";
  const child = spawn(
    process.execPath,
    [stryker, "run", "tools/mutation/stryker.config.js", ...options],
    { stdio: "inherit", env: { ...process.env, MUTATION_TARGET: name } },
  );
  child.on("close", (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  const names = Object.keys(targets).join("|");
  console.error(`usage: npm run mutation -- ${names} [options of Stryker]`);
  process.exitCode = 2;
}
