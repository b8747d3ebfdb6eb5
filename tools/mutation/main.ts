import { execaNode } from "execa";
import { targets } from "./targets.ts";

const [name = "", ...options] = process.argv.slice(2);

if (name in targets) {
  const stryker = "node_modules/@stryker-mutator/core/bin/stryker.js";
  const args = ["run", "tools/mutation/stryker.config.js", ...options];
  const { exitCode = 1 } = await execaNode(stryker, args, {
    stdio: "inherit",
    env: { MUTATION_TARGET: name },
    reject: false,
  });
  process.exitCode = exitCode;
} else {
  const names = Object.keys(targets).join("|");
  console.error(`usage: npm run mutation -- ${names} [options of Stryker]`);
  process.exitCode = 2;
}
