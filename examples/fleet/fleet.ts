/** `node fleet.ts --help`: deploys the clients of a file, in many small stacks. */
import { enableCompileCache } from "node:module";

// Half of the time that loading takes; what is loaded before this line is not cached.
enableCompileCache();
await import("./src/main.ts");
