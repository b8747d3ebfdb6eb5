/** Serves a backend that journals, from a process of its own, for as long as standard input is open. */
import type { AddressInfo } from "node:net";
import { journalServer } from "./server.ts";

const server = journalServer(process.argv[2] ?? "");
server.listen(0, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.stdin.resume().on("end", () => process.exit());
