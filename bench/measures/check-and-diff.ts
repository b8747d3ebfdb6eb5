import { performance } from "node:perf_hooks";
import { connectedApp } from "pulumi-stytch-connected-apps/dynamic";
import { declareClients, withPropertyNames } from "../clients.ts";
import { milliseconds, table } from "../report.ts";
import { quantile } from "../statistics.ts";
import type { Measure } from "./measure.ts";

const ITERATIONS = 10_000;
const WARM_UP = 2_000;
/** Promised for the 99th percentile of one client. */
const P99_LIMIT_MS = 5;

const CONFIG: Record<string, string> = {
  "stytch:projectId": "project-test-00000000-0000-4000-8000-000000000000",
  "stytch:secret": "secret-of-the-benchmark",
  "stytch:apiUrl": "http://127.0.0.1:9",
};

/** `check` and `diff` of one client, in this process: what each client adds to every preview. */
export const measure: Measure = async ({ say }) => {
  await connectedApp.configure({ config: { get: (key) => CONFIG[key] } });
  const [client] = declareClients(1).map(withPropertyNames);
  const declared = { ...client?.fields, accessTokenTemplateContent: { email: "{{ user.email }}" } };
  const first = await once(declared);

  say(`${ITERATIONS} iterations after ${WARM_UP} to warm up`);
  for (let done = 0; done < WARM_UP; done += 1) await once(declared);
  const times: number[] = [];
  for (let done = 0; done < ITERATIONS; done += 1) times.push(await once(declared));

  const p99 = quantile(times, 0.99);
  return {
    title: "`check` and `diff` of one client",
    blocks: [
      `In process, through the built module, ${ITERATIONS.toLocaleString("en")} iterations after ${WARM_UP.toLocaleString("en")} to warm up.`,
      table(
        ["", "p50", "p99", "max", "the very first"],
        [
          [
            "check + diff",
            milliseconds(quantile(times, 0.5)),
            milliseconds(p99),
            milliseconds(Math.max(...times)),
            milliseconds(first),
          ],
        ],
      ),
    ],
    promises: [
      {
        sentence: `p99 of check + diff is below ${P99_LIMIT_MS} ms; measured: ${milliseconds(p99)}.`,
        kept: p99 < P99_LIMIT_MS,
      },
    ],
    facts: [],
  };
};

/** One check and one diff that finds a change in every run, in milliseconds. */
async function once(declared: Record<string, unknown>): Promise<number> {
  const begin = performance.now();
  const { inputs, failures } = await connectedApp.check({}, declared);
  const { changes } = await connectedApp.diff("id", STATE, inputs);
  const elapsed = performance.now() - begin;
  if (failures.length > 0) throw new Error(`check failed: ${failures[0]?.reason}`);
  if (!changes) throw new Error("diff found no change where the description differs");
  return elapsed;
}

/** What the state would hold, but for one field. */
const STATE = {
  clientType: "first_party",
  clientName: "client-0000",
  clientDescription: "Another description",
  redirectUrls: [
    "https://client-0000.example.com/oauth/callback",
    "https://client-0000.example.com/oauth/silent",
  ],
  postLogoutRedirectUrls: ["https://client-0000.example.com/bye"],
  fullAccessAllowed: true,
  bypassConsentForOfflineAccess: false,
  accessTokenExpiryMinutes: 30,
  accessTokenCustomAudience: "",
  accessTokenTemplateContent: '{"email":{{ user.email }}}',
  idTokenTemplateContent: "{}",
  logoUrl: "",
  status: "active",
};
