import { realpath } from "node:fs/promises";
import { dirname } from "node:path";
import semver from "semver";
import type { Way } from "../engine.ts";
import { OLDEST_ENGINE_VERSION } from "../engine-version.ts";
import { findIn, findOnPath } from "../executables.ts";

/** Milliseconds for `pulumi version`: some packages of that name download the engine first. */
const VERSION_TIMEOUT_MS = 15_000;

/** Set for the `pulumi` on `PATH` while it is asked: a script of that name may run this repository's command. */
export const ASKED = "PULUMI_STYTCH_ASKED";

/** The user's own engine. */
export const onPath: Way = {
  origin: "path",
  title: "a `pulumi` on PATH",
  remedy: `Install the Pulumi CLI ${OLDEST_ENGINE_VERSION} or newer: https://www.pulumi.com/docs/install/`,

  async provide({ accepted, env, run }) {
    const command = await findOnPath("pulumi", env);
    if (command === undefined) return { lacking: "there is none" };

    const { stdout, failure } = await run(command, ["version"], {
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true", [ASKED]: "true" },
      timeoutMs: VERSION_TIMEOUT_MS,
    });
    if (failure !== undefined) return { lacking: `\`${command} version\` ${failure}` };

    const version = semver.parse(stdout.trim());
    if (version === null) {
      return {
        lacking: `${command} does not print its version, but ${JSON.stringify(stdout.trim())}`,
      };
    }
    // The Automation API refuses another major version, too.
    if (!semver.satisfies(version, accepted, { includePrerelease: true })) {
      return { lacking: `${command} is ${version.version}, not ${accepted}` };
    }
    // The engine itself also looks next to its real path.
    const beside = await findIn(dirname(await realpath(command)), "pulumi-language-nodejs");
    if (beside === undefined && (await findOnPath("pulumi-language-nodejs", env)) === undefined) {
      return { lacking: `${command} has no \`pulumi-language-nodejs\` beside it or on PATH` };
    }
    return { root: undefined, version: version.version, origin: "path", command };
  },
};
