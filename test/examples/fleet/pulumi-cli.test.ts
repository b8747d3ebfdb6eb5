import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { pulumiCli } from "../../../examples/fleet/src/pulumi-cli.ts";

it.each([
  ["kill -INT $$", "pulumi stack tag failed: it was ended by SIGINT"],
  ["exit 3", "pulumi stack tag failed: it ended with 3"],
  ["echo 'error: no backend' >&2; exit 1", "pulumi stack tag failed: error: no backend"],
])(
  "a command that does %j fails with the reason, and without its long arguments",
  async (script, expected) => {
    const folder = await mkdtemp(join(tmpdir(), "stytch-fleet-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, "pulumi"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const cli = pulumiCli(folder, { PATH: [folder, process.env.PATH].join(delimiter) });
    const failing = cli.setTag("fleet", "fleet:verdict", "x".repeat(50_000));
    await expect(failing).rejects.toMatchObject({ message: expected });
  },
);
