import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../emulator/src/index.ts";
import { basic } from "./_api.ts";

/** An emulator on free ports that closes with the test. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator(options);
  onTestFinished(() => emulator.close());
  return emulator;
}

/** Sends a request of the consumer project over a real socket. */
export function send(
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  const { url, projectId, secret } = emulator.projects.consumer;
  return fetch(`${url}${path}`, {
    method,
    headers: { authorization: basic(projectId, secret), "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

export async function setFault(url: string, fault: Record<string, unknown>): Promise<void> {
  const request = { method: "PUT", body: JSON.stringify([fault]) };
  const response = await fetch(`${url}/_emulator/faults`, request);
  expect(response.status).toBe(200);
}

/** Waits until the one fault has met a request, which is then inside the emulator. */
export async function untilStruck(url: string): Promise<void> {
  const faults = async () => (await fetch(`${url}/_emulator/faults`)).json();
  await expect.poll(faults).toMatchObject({ faults: [{ fired: 1 }] });
}

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "emulator-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
