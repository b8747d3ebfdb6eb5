import { visible } from "pulumi-stytch-connected-apps/lifecycle";

/** The parts of its process that the command uses. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Pick<Output, "write">;
  /** Is called before what takes much memory. Default: nothing happens. */
  readonly keepHeapSmall?: () => void;
}

interface Output {
  write(text: string): unknown;
  /** Only a terminal has it. */
  readonly isTTY?: boolean | undefined;
  /** Only a terminal has it. */
  hasColors?(): boolean;
}

/** Surroundings, and how the command writes to them. */
export interface Terminal extends Required<Surroundings> {
  /** Writes a result, whose last line ends. */
  print(text: string): void;
  /** Writes one line for a person. */
  complain(text: string): void;
}

export function terminalOf(surroundings: Surroundings): Terminal {
  const { env, stdout, stderr, keepHeapSmall = () => {} } = surroundings;
  return {
    ...{ env, stdout, stderr, keepHeapSmall },
    // Read late: that alone opens the standard input of a process.
    get stdin() {
      return surroundings.stdin;
    },
    print: (text) => void stdout.write(text.endsWith("\n") || text === "" ? text : `${text}\n`),
    complain: (text) => void stderr.write(`stytch-review: ${visible(text)}\n`),
  };
}
