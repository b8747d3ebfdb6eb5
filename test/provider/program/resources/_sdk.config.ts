import { join } from "node:path";
import { defineConfig } from "vitest/config";

const REPOSITORY = join(import.meta.dirname, "../../../..");
const sdk = join(process.env.SDK_FOLDER ?? REPOSITORY, "node_modules/@pulumi/pulumi");

/** Runs the tests of author frames with the SDK that is installed in the folder `SDK_FOLDER`. */
export default defineConfig({
  test: {
    root: REPOSITORY,
    include: ["test/provider/program/resources/author-frames.test.ts"],
    alias: [
      { find: /^@pulumi\/pulumi$/, replacement: join(sdk, "index.js") },
      { find: /^@pulumi\/pulumi\//, replacement: `${sdk}/` },
    ],
    testTimeout: 60_000,
  },
});
