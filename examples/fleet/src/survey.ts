import { INDEX, type Layout, layoutOf } from "./layout.ts";
import type { Listed } from "./plan.ts";
import type { PulumiCli } from "./pulumi-cli.ts";
import { type FleetRecord, RECORD, recordOf } from "./record.ts";

/** What a backend holds when a run begins. */
export interface Survey {
  readonly listed: readonly Listed[];
  /** Undefined for a fleet that is new. */
  readonly layout: Layout | undefined;
  readonly record: FleetRecord;
}

/**
 * Asks three commands at once, however many stacks there are.
 *
 * @throws FleetError if the backend cannot be read.
 */
export async function takeSurvey(cli: Pick<PulumiCli, "stacks" | "tags">): Promise<Survey> {
  const [stacks, index, record] = await Promise.allSettled([
    cli.stacks(),
    cli.tags(INDEX),
    cli.tags(RECORD),
  ]);
  if (stacks.status === "rejected") throw stacks.reason;
  const listed = stacks.value;
  const hasIndex = listed.some(({ name }) => name === INDEX);
  if (hasIndex && index.status === "rejected") throw index.reason;
  const layout = index.status === "fulfilled" ? layoutOf(index.value) : undefined;
  // Without a record each stack is asked for its own tags.
  return { listed, layout, record: recordOf(record.status === "fulfilled" ? record.value : {}) };
}
