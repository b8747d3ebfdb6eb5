import { visible } from "../text/visible.ts";

/** For what was asked for. */
export function print(text: string): void {
  process.stdout.write(text);
}

/** For a person who watches; one line. */
export function complain(text: string): void {
  process.stderr.write(`${visible(`stytch-connected-apps: ${text}`)}\n`);
}

export function clients(count: number): string {
  return count === 1 ? "1 client" : `${count} clients`;
}
