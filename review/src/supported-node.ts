import { nodeProblem } from "./node-version.ts";

// Every entry of the package has to import this first.
const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  const error = new Error(problem);
  // An error whose stack is printed then shows this alone.
  error.stack = problem;
  throw error;
}
