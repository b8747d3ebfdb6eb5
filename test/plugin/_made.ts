import type { EmulatorOptions } from "../../emulator/src/index.ts";
import { startRig } from "../provider/_emulator.ts";
import { CONNECTED_APP, startPlugin, valuesOf } from "./_plugin.ts";

export const INPUTS = {
  clientType: "first_party",
  clientName: "web",
  redirectUrls: ["https://a.example.com/", "https://b.example.com/"],
};
export async function configured(options: EmulatorOptions = {}) {
  const rig = await startRig(options);
  const plugin = await startPlugin();
  await plugin.configure(rig.settings);
  return { rig, plugin };
}

/** A plugin that has made a client; with it as the state holds it. */
export async function made(inputs: Record<string, unknown> = INPUTS) {
  const { rig, plugin } = await configured();
  const response = await plugin.create(CONNECTED_APP, inputs);
  return { rig, plugin, id: response.getId(), state: valuesOf(response.getProperties()) };
}
