/** The provider's process of a soak: does what its parent sends, and reports its memory. */
import { setTimeout as delay } from "node:timers/promises";
import type { StytchSettings } from "../../provider/src/stytch/settings.ts";
import { providerOn } from "./product.ts";
import type { SoakOptions, SoakReport } from "./soak.ts";

const AT_ONCE = 10;
const LOOKS = 100;
const TEXT = { __provider: "exports.handler=()=>1" };

async function soak({ rounds, clients, settings }: SoakOptions & { settings: StytchSettings }) {
  const handles = () => process.getActiveResourcesInfo();
  const before = handles();
  const { provider, close } = providerOn(settings, {}, () => {});
  const state: { id: string; outs: Record<string, unknown> }[] = [];
  const each = async (act: (n: number) => Promise<void>) => {
    const left = Array.from({ length: clients }, (_, n) => n);
    const worker = async () => {
      for (let n = left.shift(); n !== undefined; n = left.shift()) await act(n);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
  const inputsOf = (n: number, round: number) => ({
    clientType: n % 5 === 0 ? "first_party_public" : "first_party",
    clientName: `client ${n}`,
    clientDescription: `round ${round}`,
    ...TEXT,
  });

  await each(async (n) => {
    const { id, outs } = await provider.create(inputsOf(n, 0));
    state[n] = { id, outs: { ...outs } };
  });
  const memory: SoakReport["memory"][number][] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await each(async (n) => {
      const { id, outs } = state[n] as (typeof state)[number];
      const olds = { ...outs, ...TEXT };
      // Now and then someone refreshes.
      if (round % 10 === 0) await provider.read(id, olds);
      const { inputs } = await provider.check(olds, inputsOf(n, round));
      const news = { ...inputs, ...TEXT };
      const { changes } = await provider.diff(id, olds, news);
      if (!changes) throw new Error(`round ${round}: nothing changes`);
      state[n] = { id, outs: { ...(await provider.update(id, olds, news)).outs } };
    });
    if (round % Math.max(1, Math.floor(rounds / LOOKS)) === 0) {
      globalThis.gc?.();
      const { heapUsed, external } = process.memoryUsage();
      memory.push({ round, bytes: heapUsed + external });
    }
  }
  const after = handles();
  await close();
  // Sockets report their end a little later.
  for (let tries = 0; tries < 50 && handles().length > before.length; tries += 1) await delay(20);
  const peakRss = process.resourceUsage().maxRSS * 1024;
  process.send?.({ memory, handles: { before, after, closed: handles() }, peakRss });
}

process.once("message", (order) => {
  soak(order as Parameters<typeof soak>[0]).catch((error) => {
    console.error(error);
    process.exit(1);
  });
});
