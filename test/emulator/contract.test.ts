import { afterAll } from "vitest";
import { createEmulator } from "../../emulator/src/index.ts";
import { contractSuite } from "./_contract.ts";

const emulator = createEmulator();

afterAll(async () => (await emulator).close());

contractSuite({ vertical: "consumer", target: async () => (await emulator).projects.consumer });
contractSuite({ vertical: "b2b", target: async () => (await emulator).projects.b2b });
