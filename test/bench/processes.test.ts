import { describe, expect, it } from "vitest";
import { peaksByRole, roleOf } from "../../bench/processes.ts";

describe("the memory of the processes of a command", () => {
  it("is the largest of each role, whatever their order", () => {
    const seen = [
      { command: "/opt/pulumi/pulumi up --yes", peakBytes: 190, cpuMs: 0 },
      {
        command: "node /app/node_modules/@pulumi/pulumi/cmd/run --monitor",
        peakBytes: 500,
        cpuMs: 0,
      },
      {
        command: "node /app/node_modules/@pulumi/pulumi/cmd/dynamic-provider",
        peakBytes: 30,
        cpuMs: 0,
      },
      {
        command: "node /app/node_modules/@pulumi/pulumi/cmd/dynamic-provider",
        peakBytes: 288,
        cpuMs: 0,
      },
      {
        command: "node /app/node_modules/@pulumi/pulumi/cmd/dynamic-provider",
        peakBytes: 5,
        cpuMs: 0,
      },
    ];
    expect(peaksByRole(seen)).toEqual({ engine: 190, program: 500, provider: 288 });
  });

  it("has the command of the fleet as a program: it runs the programs of its stacks itself", () => {
    const command = "/opt/node /tmp/x/fleet/fleet.ts up clients.csv";
    expect(roleOf(command)).toBe("program");
  });

  it("has no role that was not seen", () => {
    expect(peaksByRole([])).toEqual({});
  });
});
