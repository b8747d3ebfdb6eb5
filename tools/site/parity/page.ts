import { markdownTable } from "markdown-table";
import { createApp, HABITS } from "stytch-connected-apps-emulator";
import { GENERATED, type Pages, pageOf } from "../page.ts";
import { ENDPOINT_GROUPS, type EndpointGroup, NOT_EMULATED } from "./endpoints.ts";
import { heldToSchema } from "./evidence.ts";

/** `METHOD /path` of every endpoint that the emulator serves, as it lists them itself. */
export async function servedEndpoints(): Promise<string[]> {
  const response = await createApp().fetch(
    new Request("http://localhost/_emulator/faults", {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify([{ route: "GET /", status: 500 }]),
    }),
  );
  const { error } = (await response.json()) as { error: string };
  const [, list] = /the routes are (.*)$/.exec(error) ?? [];
  if (list === undefined) throw new Error(`The emulator does not list its routes: ${error}`);
  return list.split(", ");
}

/** @throws an error for an endpoint of which no group says what proves it. */
export function groupOf(endpoint: string): EndpointGroup {
  const group = ENDPOINT_GROUPS.find(({ pattern }) => pattern.test(endpoint));
  if (group !== undefined) return group;
  throw new Error(`${endpoint} is in no group: add it in tools/site/parity/endpoints.ts.`);
}

/** What is emulated, what proves it, and what is left open. */
export async function parityPage(): Promise<Pages> {
  const served = await servedEndpoints();
  const proven = heldToSchema();
  const groups = ENDPOINT_GROUPS.map((group) => ({
    group,
    endpoints: served.filter((endpoint) => groupOf(endpoint) === group),
  })).sort((one, other) => one.group.title.localeCompare(other.group.title, "en"));
  const text = pageOf([
    "# Parity of the emulator",
    GENERATED,
    `The emulator serves ${served.length} endpoints of the Stytch API. *Schema* says that a test holds its response ` +
      "against the schema that Stytch publishes. Tests are those below " +
      "[`test/emulator`](../../test/emulator); [habits](../../emulator/README.md#habits) are what the " +
      "documentation of Stytch leaves open.",
    ...groups.flatMap(({ group, endpoints }) => sectionOf(group, endpoints, proven)),
    "## Not emulated",
    "Every other endpoint responds with 404 `route_not_found`, as Stytch does for one that does not exist. " +
      "Among them are:",
    NOT_EMULATED.map((endpoint) => `* \`${endpoint}\``).join("\n"),
    "[The emulator](./index.md) says what is left out within an endpoint.",
  ]);
  return new Map([["docs/emulator/parity.md", text]]);
}

function sectionOf(
  { title, tests, habits }: EndpointGroup,
  endpoints: readonly string[],
  proven: ReadonlySet<string>,
): string[] {
  const rows = endpoints.map((endpoint) => [
    `\`${endpoint}\``,
    "emulated",
    proven.has(endpoint) ? "schema" : "–",
  ]);
  const questions = habits.map((name) => `* \`${name}\`: ${HABITS[name].question}`);
  return [
    `## ${title}`,
    markdownTable([["endpoint", "state", "schema"], ...rows], { alignDelimiters: false }),
    `Tests: ${tests.map((name) => `\`${name}\``).join(", ")}`,
    ...(questions.length > 0 ? [`Habits:\n\n${questions.join("\n")}`] : []),
  ];
}
