import { MultiBar, Presets, type SingleBar } from "cli-progress";

/** Shows how far a run is: bars on a terminal, lines elsewhere. */
export interface Progress {
  /** A stack is opened, with so many clients to go through. */
  open(stack: string, clients: number): void;
  /** So many clients of the stack are done. */
  advance(stack: string, done: number): void;
  /** @param result in a few words. */
  close(stack: string, result: string): void;
  say(text: string): void;
  end(): void;
}

/** @param stacks that will be opened. */
export function showProgress(
  stacks: number,
  output: NodeJS.WriteStream = process.stderr,
): Progress {
  return output.isTTY ? bars(stacks, output) : lines(stacks, output);
}

function bars(stacks: number, stream: NodeJS.WriteStream): Progress {
  const format = "{name} {bar} {value} of {total}";
  const all = new MultiBar(
    { format, stream, hideCursor: true, gracefulExit: false },
    Presets.shades_classic,
  );
  const whole = all.create(stacks, 0, { name: "stacks".padEnd(NAME_WIDTH) });
  const open = new Map<string, SingleBar>();
  return {
    open(stack, clients) {
      open.set(stack, all.create(clients, 0, { name: stack.padEnd(NAME_WIDTH) }));
    },
    advance: (stack, done) => open.get(stack)?.update(done),
    close(stack, result) {
      const bar = open.get(stack);
      if (bar !== undefined) all.remove(bar);
      whole.increment();
      all.log(`${stack}: ${result}\n`);
    },
    say: (text) => all.log(`${text}\n`),
    end() {
      // Lines that are not shown yet would be lost.
      all.update();
      all.stop();
    },
  };
}

const NAME_WIDTH = "clients-0000".length;

function lines(stacks: number, output: NodeJS.WriteStream): Progress {
  let closed = 0;
  const say = (text: string) => output.write(`${text}\n`);
  return {
    open: (stack, clients) =>
      say(`${stack}: opens, ${clients} ${clients === 1 ? "client" : "clients"}`),
    advance: () => {},
    close(stack, result) {
      closed += 1;
      say(`${stack}: ${result} (${closed} of ${stacks})`);
    },
    say,
    end: () => {},
  };
}
