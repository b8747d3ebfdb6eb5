import { dirname, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Set to `true`, it leaves all stacks as they are: libraries show in states, and previews take longer. */
const OFF_SWITCH = "STYTCH_LIBRARY_FRAMES";

/**
 * From now on, until the caller calls the returned function, stacks show the lines of the program and
 * not those of libraries. To be used around the constructor of a resource, where the SDK formats some 90
 * stacks: one says to the engine where the resource was made, which writes all its frames into the
 * state, and the others are kept with promises.
 */
export function showAuthorFrames(): () => void {
  if (process.env[OFF_SWITCH] === "true") return () => {};
  const former = Error.prepareStackTrace;
  Error.prepareStackTrace = (error, frames) => format(error, frames, former ?? plain);
  return () => {
    Error.prepareStackTrace = former;
  };
}

type Formatter = NonNullable<typeof Error.prepareStackTrace>;

function format(error: Error, frames: NodeJS.CallSite[], formatter: Formatter): string {
  if (isOfPromise(frames) && !process.env.PULUMI_DEBUG_PROMISE_LEAKS) return String(error);
  const text: string = formatter(error, authorFrames(frames));
  // The SDK counts frames only in the stack that it asks for without a limit.
  if (Error.stackTraceLimit !== Number.POSITIVE_INFINITY) return text;
  const first: string = formatter(error, []);
  const lines = text.slice(first.length).split("\n").slice(1);
  return [first, ...sdkFrames(frames).map(lineOf), ...lines.map(named)].join("\n");
}

/**
 * The SDK keeps a stack with each of some 100 promises of a resource, and shows it only to those who
 * look for leaks of them: to format all would take a quarter of the time of a preview of a thousand.
 */
function isOfPromise([first]: NodeJS.CallSite[]): boolean {
  return first !== undefined && /[/\\]runtime[/\\]debuggable\.js$/.test(first.getFileName() ?? "");
}

/** A line in the one form that the SDK reads: with a name, and a path instead of an address. */
function named(line: string): string {
  const [, name = "<anonymous>", file, position] = LINE.exec(line) ?? [];
  return file === undefined ? line : `    at ${name} (${pathFrom(file)}${position})`;
}

const LINE = /^ *at (?:async )?(?:(.+) \()?(.+?)(:\d+:\d+)\)?$/;

/** The frames of the program; those of all callers where only libraries called. */
function authorFrames(frames: NodeJS.CallSite[]): NodeJS.CallSite[] {
  const authors = frames.filter(isAuthors);
  return authors.length > 0 ? authors : frames.slice(frames.map(isOwn).lastIndexOf(true) + 1);
}

/**
 * The frames that the SDK leaves out by their number: its own, and one of the class that it takes to
 * have called it.
 */
function sdkFrames(frames: NodeJS.CallSite[]): NodeJS.CallSite[] {
  return frames.slice(0, frames.findIndex(isOwn) + 1);
}

function isAuthors(frame: NodeJS.CallSite): boolean {
  const path = pathOf(frame);
  const isLibrary = path === "" || path.startsWith("node:") || /[/\\]node_modules[/\\]/.test(path);
  return !isLibrary && !path.startsWith(OWN_FOLDER);
}

function isOwn(frame: NodeJS.CallSite): boolean {
  return pathOf(frame).startsWith(OWN_FOLDER);
}

/** Of this package, which is not below `node_modules` where it is linked. */
const OWN_FOLDER = dirname(__dirname) + sep;

function pathOf(frame: NodeJS.CallSite): string {
  return pathFrom(frame.getFileName() ?? "");
}

function pathFrom(file: string): string {
  return file.startsWith("file:") ? fileURLToPath(file) : file;
}

const plain: Formatter = (error, frames) => [String(error), ...frames.map(lineOf)].join("\n");

function lineOf(frame: NodeJS.CallSite): string {
  return `    at ${frame}`;
}
