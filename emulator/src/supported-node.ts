import { nodeProblem } from "./node-version.ts";

// The first import of every module that programs load.
const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  const error = new Error(problem);
  // Node.js prints the stack of an uncaught error, which is to be this one line.
  error.stack = problem;
  throw error;
}
