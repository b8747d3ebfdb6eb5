/** The rules in a thread of their own, which posts what `evaluate` finds, rule by rule. See `_watched-rules.ts`. */
import { registerHooks } from "node:module";
import { parentPort } from "node:worker_threads";
import type { Answer, Question } from "./_watched-rules.ts";

// The package is CommonJS once it is compiled; its sources are modules.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith(".ts") ? { ...context, format: "module-typescript" } : context),
});
const { evaluate, rules } = await import("../../policy/src/index.ts");

function answer(name: string, { clients, level }: Question): Answer {
  const only = rules.filter((rule) => rule.name === name);
  try {
    return { findings: evaluate(clients, { [name]: level }, { rules: only }) };
  } catch (error) {
    return { thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on("message", (question: Question) => {
  for (const name of question.rules) parentPort?.postMessage(answer(name, question));
});
