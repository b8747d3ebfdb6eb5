/** What a command left when it had come to its end. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Streams of a command that runs in this process, and what it has written to them. */
export function capture() {
  let stdout = "";
  let stderr = "";
  return {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    finished: (code: number): Finished => ({ code, stdout, stderr }),
  };
}

/** Standard input with this text. */
export async function* standardInput(text = ""): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
