import { visible } from "../visible.ts";

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function complain(text: string): void {
  process.stderr.write(`stytch-smoke: ${visible(text)}\n`);
}
