import "./cli/supported-node.ts";
import { main } from "./cli/main.ts";

// The reader may go away, as head does; the run must still clean up.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

main(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
