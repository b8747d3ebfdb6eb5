/** `npm run first-hour`: how long the commands of `docs/getting-started.md` take, each and in all. */
import { type Measured, measure } from "./measure.ts";

try {
  const measured = await measure((command) => console.log(`$ ${command}`));
  for (const part of measured) report(part);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function report({ title, ran, atMost }: Measured): void {
  const total = ran.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(`\n${title}: ${ran.length} of at most ${atMost} commands`);
  for (const { seconds, command } of ran) console.log(`${inSeconds(seconds)}  ${command}`);
  console.log(`${inSeconds(total)}  in all`);
}

function inSeconds(seconds: number): string {
  return `${seconds.toFixed(1).padStart(7)} s`;
}
