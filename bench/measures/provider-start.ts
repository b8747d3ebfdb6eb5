import { DEVELOPMENT_CREDENTIALS } from "stytch-connected-apps-emulator";
import { runProcess } from "../../tools/pulumi/src/run-process.ts";
import { declareClients, withPropertyNames } from "../clients.ts";
import { step } from "../failure.ts";
import { linkPackages, withFolder } from "../folders.ts";
import { type ProviderStart, startProvider } from "../provider-server.ts";
import { providerText } from "../provider-text.ts";
import { medianRatio, milliseconds, table } from "../report.ts";
import { median, ratios } from "../statistics.ts";
import type { Measure } from "./measure.ts";

/** The smallest provider there can be: what remains is the server of the Pulumi SDK. */
const BASELINE_TEXT = "exports.handler=()=>({})";
/** Starts are short and vary, so there are more of them than of whole deployments. */
const STARTS_PER_RUN = 5;

/** The provider process from its start to the first response. */
export const measure: Measure = async ({ runs, say }) =>
  withFolder(async (folder) => {
    await linkPackages(folder);
    const text = await step("reading the provider text", providerText);
    const fields = declareClients(1).map(withPropertyNames)[0]?.fields ?? {};
    const { projectId, secret } = DEVELOPMENT_CREDENTIALS.consumer;
    const env = {
      ...process.env,
      STYTCH_PROJECT_ID: projectId,
      STYTCH_SECRET: secret,
      STYTCH_API_URL: "http://127.0.0.1:9",
    };
    const start = (name: string, provider: string) =>
      step(`starting the provider process (${name})`, () =>
        startProvider(provider, fields, folder, env),
      );

    const ours: ProviderStart[] = [];
    const baseline: ProviderStart[] = [];
    const moduleLoad: number[] = [];
    const starts = runs * STARTS_PER_RUN;
    say(`${starts} starts each, in turns`);
    // Compiled code and files of the first start are not yet in any cache.
    await start("ours", text);
    await start("baseline", BASELINE_TEXT);
    for (let done = 0; done < starts; done += 1) {
      ours.push(await start("ours", text));
      baseline.push(await start("baseline", BASELINE_TEXT));
      moduleLoad.push(await step("loading the module", () => moduleLoadMs(folder)));
    }

    const responseTimes = (list: ProviderStart[]) => list.map(({ responseMs }) => responseMs);
    const row = (name: string, list: ProviderStart[]) => [
      name,
      milliseconds(median(list.map(({ portMs }) => portMs))),
      milliseconds(median(list.map(({ responseMs, portMs }) => responseMs - portMs))),
      milliseconds(median(responseTimes(list))),
    ];
    return {
      title: "Provider process: from start to first response",
      blocks: [
        `The dynamic-provider server of \`@pulumi/pulumi\`, then \`Configure\` and one \`Check\` over gRPC; medians of ${starts} starts each, in turns. The baseline is the same server with the smallest possible provider text, \`${BASELINE_TEXT}\`.`,
        table(
          ["", "until it listens", "until it responds", "together"],
          [row("ours", ours), row("baseline", baseline)],
        ),
        `Ours ÷ baseline: ${medianRatio(ratios(responseTimes(ours), responseTimes(baseline)))}. Loading our module alone, in a fresh process: ${milliseconds(median(moduleLoad))}.`,
      ],
      promises: [],
      facts: [],
    };
  });

async function moduleLoadMs(folder: string): Promise<number> {
  const program =
    "const begin = performance.now();" +
    "require('pulumi-stytch-connected-apps/dynamic');" +
    "console.log(performance.now() - begin);";
  const { stdout, failure } = await runProcess(process.execPath, ["-e", program], {
    cwd: folder,
    env: process.env,
    timeoutMs: 30_000,
  });
  if (failure !== undefined) throw new Error(failure);
  return Number(stdout);
}
