import { nodeProblem } from "./node-version.ts";

// To be imported first by whatever programs load.
const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  const error = new Error(problem);
  // Whose stack is printed, is printed this alone.
  error.stack = problem;
  throw error;
}
