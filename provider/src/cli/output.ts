import { visible } from "../text/visible.ts";

export interface Output {
  /** Writes the result unchanged. */
  print(text: string): void;
  /** Writes one line for a person. */
  complain(text: string): void;
}

interface Stream {
  write(text: string): unknown;
}

export function outputTo(stdout: Stream, stderr: Stream): Output {
  return {
    print: (text) => void stdout.write(text),
    complain: (text) => void stderr.write(`${visible(`stytch-connected-apps: ${text}`)}\n`),
  };
}

export function clients(count: number): string {
  return count === 1 ? "1 client" : `${count} clients`;
}
