import { nodeProblem } from "./node-version.ts";

// Whatever a program loads of this package imports this first.
const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  const error = new Error(problem);
  // Where the stack is printed, only this shows.
  error.stack = problem;
  throw error;
}
