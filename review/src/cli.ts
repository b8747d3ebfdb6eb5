import "./cli/supported-node.ts";
import { main } from "./cli/main.ts";
import { keepHeapSmall } from "./cli/small-heap.ts";

const { env, stdout, stderr } = process;

// The reader may go away, as head does.
for (const stream of [stdout, stderr]) stream.on("error", () => {});

const surroundings = {
  ...{ env, stdout, stderr, keepHeapSmall },
  get stdin() {
    return process.stdin;
  },
};

main(process.argv.slice(2), surroundings).then((code) => {
  process.exitCode = code;
});
