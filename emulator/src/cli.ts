import "./cli/supported-node.ts";
import { main } from "./cli/main.ts";

// The reader may go away, as head does; what the command does must still come to its end.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

main(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
