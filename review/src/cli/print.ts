import { visible } from "pulumi-stytch-connected-apps/lifecycle";

export function print(text: string): void {
  process.stdout.write(text.endsWith("\n") || text === "" ? text : `${text}\n`);
}

export function complain(text: string): void {
  process.stderr.write(`stytch-review: ${visible(text)}\n`);
}
