import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { drawRefused } from "./draw.ts";
import { type Recording, record } from "./record.ts";

export const RECORDING = join(import.meta.dirname, "recording.json");
export const PICTURE = resolve(import.meta.dirname, "../../../docs/refused.svg");

export const readRecording = () => JSON.parse(readFileSync(RECORDING, "utf8")) as Recording;

/** Records a real run, and draws it. @returns the path of the picture. */
export async function pictureRefused(): Promise<string> {
  const recording = await record();
  writeFileSync(RECORDING, `${JSON.stringify(recording, null, 2)}\n`);
  writeFileSync(PICTURE, drawRefused(recording));
  return PICTURE;
}
