import type { Emulator, RunningProject } from "../emulator.ts";

/** @returns One line for programs, without its line break. */
export function jsonLine(projects: Emulator["projects"]): string {
  const pick = ({ url, projectId, secret }: RunningProject) => ({ url, projectId, secret });
  return JSON.stringify({
    projects: { consumer: pick(projects.consumer), b2b: pick(projects.b2b) },
  });
}

/** @returns A text for people, with lines to paste into a shell. */
export function banner(projects: Emulator["projects"]): string {
  return [
    "Stytch Connected Apps emulator: ready. Stop it with Ctrl+C.",
    section("Consumer project", projects.consumer),
    section("B2B project", projects.b2b),
    `In a browser: ${projects.consumer.url}/_emulator/ and ${projects.b2b.url}/_emulator/`,
    `Statistics: ${projects.consumer.url}/_emulator/stats`,
  ].join("\n\n");
}

function section(title: string, project: RunningProject): string {
  return [
    `${title} (${project.name})`,
    `  export STYTCH_API_URL=${project.url}`,
    `  export STYTCH_PROJECT_ID=${project.projectId}`,
    `  export STYTCH_SECRET=${project.secret}`,
  ].join("\n");
}
