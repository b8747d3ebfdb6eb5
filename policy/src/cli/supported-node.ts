import { nodeProblem } from "../node-version.ts";

// To be imported first by a command.
const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  process.stderr.write(`${problem}\n`);
  process.exit(2);
}
