import { nodeProblem } from "./node-version.ts";

// Every entry point of this package imports this first.
const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  const error = new Error(problem);
  // Node.js prints the stack of an uncaught error, which is only the message here.
  error.stack = problem;
  throw error;
}
