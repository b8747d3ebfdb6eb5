/** Provides an engine in its own process: `node _provide.ts <bin> <cache> [stale ms]`. */
import { provideEngine } from "../../../tools/pulumi/src/index.ts";

const [bin = "", cacheFolder = "", stale = "15000"] = process.argv.slice(2);
const engine = await provideEngine({
  env: { PATH: bin },
  cacheFolder,
  isReachable: async () => false,
  lockStaleMs: Number(stale),
});
console.log(JSON.stringify(engine));
