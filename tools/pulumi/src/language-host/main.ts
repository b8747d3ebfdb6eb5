/**
 * The language host, started by the engine: `pulumi-language-… [flags] <engine address>`,
 * by way of a launcher that adds the name of the language in front. The first line of its output is the port it serves.
 */
import { fstatSync } from "node:fs";
import { Children } from "./children.ts";
import { LANGUAGES } from "./languages/index.ts";
import { serve } from "./server.ts";

/** `@pulumi/pulumi` asks for it. */
const NEEDED_NODE_MAJOR = 22;

async function main(): Promise<void> {
  if (Number.parseInt(process.versions.node, 10) < NEEDED_NODE_MAJOR) {
    console.error(
      `Pulumi programs need Node.js ${NEEDED_NODE_MAJOR} or newer, but the \`node\` on PATH is ${process.versions.node}.`,
      "Run the engine through npm run, which uses the Node.js of this project.",
    );
    process.exit(1);
  }
  const [name = "", ...args] = process.argv.slice(2);
  const language = LANGUAGES.get(name);
  const engineAddress = args.at(-1);
  if (language === undefined || engineAddress === undefined) {
    console.error(
      "The language or the address of the engine is missing: the engine starts this program.",
    );
    process.exit(1);
  }

  const children = new Children();
  endWithEngine(children);
  // As a text: console.log colours a number where FORCE_COLOR is set.
  console.log(String(await serve(name, language, engineAddress, children)));
}

/** Ends on a signal, or when the engine is gone: it holds the other end of our input. */
function endWithEngine(children: Children): void {
  let ending = false;
  const finish = async () => {
    if (ending) return;
    ending = true;
    await children.endAll();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, finish);

  // Someone who starts the host by hand may give it no pipe; then there is nothing to watch.
  const input = fstatSync(0);
  if (!input.isFIFO() && !input.isSocket()) return;
  process.stdin.once("end", finish);
  process.stdin.once("close", finish);
  process.stdin.once("error", finish);
  process.stdin.resume();
}

void main();
