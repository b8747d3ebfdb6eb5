import { expect, test } from "vitest";
import { measure } from "../../../tools/first-hour/measure.ts";

test("the commands of the page for newcomers lead to a refused client, and to a first one, which is proven and guarded", async () => {
  const typed: string[] = [];
  const measured = await measure((command) => typed.push(command));
  const [refused, created, proven, refusedByDomain] = measured;
  expect(refused?.ran.at(-1)?.output).toContain(
    "fullAccessAllowed is for first-party clients only",
  );
  expect(created?.ran.at(-1)?.output).toMatch(/clientId {4}: "connected-app-test-/);
  expect(proven?.ran.at(-1)?.output).toMatch(/^passed: \d+ passed, 0 failed/m);
  expect(refusedByDomain?.ran.at(-1)?.output).toContain('Use an address on "example.com"');
  expect(typed).toEqual(measured.flatMap((part) => part.commands));
  // A clone, its installation and build, a tour and a second installation: minutes, more on a busy machine.
}, 1_500_000);
