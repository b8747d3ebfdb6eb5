import { nodeProblem } from "../node-version.ts";

// A command has to import this first.
const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  process.stderr.write(`${problem}\n`);
  process.exit(2);
}
