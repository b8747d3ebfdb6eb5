import { join } from "node:path";
import { expect, test } from "vitest";
import { REPOSITORY, run } from "../../e2e/_process.ts";
import { startRig } from "../_emulator.ts";
import { resource, stateText } from "../orphans/_state.ts";

const COMMAND = join(REPOSITORY, "provider/bin/stytch-connected-apps.js");

test("the built command takes a state from standard input, and ends with the code of the result", async () => {
  const { api, settings } = await startRig();
  const { clientId } = await api.createConnectedApp({ clientType: "first_party" });
  const env = {
    STYTCH_PROJECT_ID: settings.projectId,
    STYTCH_SECRET: settings.secret,
    STYTCH_API_URL: settings.apiUrl,
    STATE: stateText([resource("web", clientId, {})]),
    NONE: stateText([]),
  };
  const orphansOf = (state: string) =>
    run(
      "sh",
      ["-c", `printf %s "${state}" | "${process.execPath}" "${COMMAND}" orphans - --json`],
      { env },
    );
  const known = await orphansOf("$STATE");
  expect(known, known.stderr).toMatchObject({ code: 0 });
  expect(JSON.parse(known.stdout)).toEqual({ projectId: settings.projectId, orphans: [] });
  expect(await orphansOf("$NONE")).toMatchObject({ code: 3 });
});
