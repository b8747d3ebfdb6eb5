import { nodeProblem } from "../node-version.ts";

// The first import of the command.
const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  process.stderr.write(`${problem}\n`);
  process.exit(2);
}
