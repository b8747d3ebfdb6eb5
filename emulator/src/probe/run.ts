import {
  HABIT_NAMES,
  HABITS,
  type HabitEntry,
  type HabitName,
  type HabitValues,
} from "../habits/table.ts";
import { type Api, basicCredentials, createApi } from "./api.ts";
import { type Clients, createClients, isSuccess } from "./clients.ts";
import type { ProbeClock } from "./clock.ts";
import { ProbeError, StoppedError } from "./errors.ts";
import { newMark } from "./mark.ts";
import { createPace } from "./pace.ts";
import type { ProbedProject } from "./project.ts";
import { type Answer, type AnyValue, describe, type Question, type Session } from "./question.ts";
import { NOT_ASKED, QUESTIONS } from "./questions/index.ts";
import { createSafeText } from "./safe-text.ts";

/** What is known of one question after a run. */
export type Result = { habit: HabitName; default: AnyValue } & (
  | { outcome: "same" | "different"; value: AnyValue }
  /** None of the values of the table. */
  | { outcome: "other"; seen: string }
  /** It is not asked, here or at all. */
  | { outcome: "not_asked"; reason: string }
  /** It should have been asked. */
  | { outcome: "failed"; reason: string }
);

export interface ProbeReport {
  /** In the order of the table. */
  results: Result[];
  requests: number;
  clients: number;
  /** Ids of clients that could not be deleted. */
  left: string[];
}

export interface ProbeOptions {
  project: ProbedProject;
  /** Answers of an earlier run, which are not asked for again. */
  known: Partial<HabitValues>;
  /** Requests a second, 1 to 5. */
  rate: number;
  timeoutMs: number;
  fetch: typeof fetch;
  clock: ProbeClock;
  /** Interrupts the run, which then removes its clients. */
  signal: AbortSignal;
  /** Is given one line at a time. */
  onProgress(line: string): void;
  /** Is given all answers so far, after each. */
  onAnswer(answers: Partial<HabitValues>): void;
}

/** Whoami, and looking for clients before and after. */
const REQUESTS_AROUND = 3;

/**
 * Asks a project all questions that are not known, one after the other. It removes its clients whatever
 * happens; only a process that is killed leaves some, and the next run begins with them.
 *
 * @throws ProbeError if it cannot begin, or the project turns out to be no test project.
 */
export async function runProbe(options: ProbeOptions): Promise<ProbeReport> {
  const { project, known, clock, signal, onProgress } = options;
  const questions = QUESTIONS.filter(({ habit }) => !(habit in known));
  onProgress(announcement(questions, options));

  const safe = createSafeText([
    project.secret,
    project.projectId,
    basicCredentials(project),
    new URL(project.apiUrl).host,
  ]);
  const startedAt = clock.now();
  const api = createApi({
    ...options,
    pace: createPace(options.rate, clock),
    deadline: startedAt + options.timeoutMs,
  });
  const clients = createClients(api, newMark(), safe.hide);
  const session: Session = {
    api,
    clients,
    projectId: project.projectId,
    hide: safe.hide,
    searchLagMs: (known.search_lag_seconds ?? 0) * 1000,
  };
  const results = new Map<HabitName, Result>();
  await begin(api, clients, safe.text, onProgress);
  try {
    const answers = { ...known };
    for (const question of questions) {
      const result = await askOne(question, session, safe.text);
      if (result === undefined) break;
      results.set(question.habit, result);
      onProgress(`[${results.size}/${questions.length}] ${question.habit}: ${inBrief(result)}`);
      if (!("value" in result)) continue;
      Object.assign(answers, { [result.habit]: result.value });
      options.onAnswer(answers);
    }
  } finally {
    await end(session, startedAt, signal, onProgress);
  }
  return {
    results: HABIT_NAMES.map((habit) => results.get(habit) ?? notAsked(habit, known, signal)),
    requests: api.count(),
    clients: clients.count(),
    left: clients.left(),
  };
}

function announcement(questions: readonly Question[], { rate, timeoutMs }: ProbeOptions): string {
  const sum = (of: "requests" | "clients") =>
    questions.reduce((total, question) => total + question[of], 0);
  const requests = sum("requests") + REQUESTS_AROUND;
  return (
    `asks ${counted(questions.length, "question")}: at most ${counted(requests, "request")}, ` +
    `${rate} a second, and ${counted(sum("clients"), "client")}, within ${timeoutMs / 1000} seconds; ` +
    "on top come retries, further pages of clients, and the deletion of what an earlier run left"
  );
}

async function begin(
  api: Api,
  clients: Clients,
  safe: (said: string) => string,
  onProgress: ProbeOptions["onProgress"],
): Promise<void> {
  const cannot = (message: string) => new ProbeError("could_not_ask", message);
  try {
    const whoami = await api.call("GET", "/v1/debug/whoami", undefined, {
      // A wrong address shows at once.
      idempotent: false,
    });
    if (whoami.status === 401) {
      throw cannot("the project refuses the credentials; check project id, secret and --url");
    }
    if (!isSuccess(whoami)) {
      throw cannot(`the first request failed with ${safe(describe(whoami))}; check --url`);
    }
    if (isLiveId(whoami.body.project_id) || isLiveId(whoami.body.request_id)) {
      throw cannot("the project is a live one; use a test project (nothing was made)");
    }
    const found = await clients.sweep();
    if (found > 0) onProgress(`deleted ${counted(found, "client")} that an earlier run had left`);
  } catch (error) {
    if (error instanceof ProbeError) throw error;
    if (error instanceof StoppedError) throw cannot(error.message);
    throw cannot(`${safe(messageOf(error))}; check --url and the network`);
  }
}

function isLiveId(id: unknown): boolean {
  return typeof id === "string" && /^(project|request-id)-live-/i.test(id);
}

/** @returns Undefined if the run was stopped before there was an answer. */
async function askOne(
  question: Question,
  session: Session,
  safe: (said: string) => string,
): Promise<Result | undefined> {
  const { habit } = question;
  const base = { habit, default: HABITS[habit].default };
  try {
    return { ...base, ...read(habit, await question.ask(session), safe) };
  } catch (error) {
    if (error instanceof ProbeError) throw error;
    if (error instanceof StoppedError) return undefined;
    return { ...base, outcome: "failed", reason: safe(messageOf(error)) };
  } finally {
    await session.clients.removeAll();
  }
}

function read(habit: HabitName, answer: Answer, safe: (said: string) => string) {
  switch (answer.kind) {
    case "value":
      return isInTable(habit, answer.value)
        ? outcomeOf(habit, answer.value)
        : ({ outcome: "other", seen: String(answer.value) } as const);
    case "other":
      return { outcome: "other", seen: safe(answer.text) } as const;
    case "skipped":
      return { outcome: "not_asked", reason: safe(answer.reason) } as const;
  }
}

function outcomeOf(habit: HabitName, value: AnyValue) {
  return { outcome: value === HABITS[habit].default ? "same" : "different", value } as const;
}

/** A server may answer with a number that the emulator cannot be set to. */
function isInTable(habit: HabitName, value: AnyValue): boolean {
  const entry: HabitEntry = HABITS[habit];
  if (typeof value === "string") return true;
  return !("values" in entry) && value >= entry.min && value <= entry.max;
}

/** The last look for clients: those of which no response told the id, and of a run just before this one. */
async function end(
  { api, clients, searchLagMs }: Session,
  startedAt: number,
  signal: AbortSignal,
  onProgress: ProbeOptions["onProgress"],
): Promise<void> {
  await clients.removeAll();
  try {
    const seenAt = Math.max(startedAt, clients.lostAt() ?? 0) + searchLagMs;
    const isInterrupted = signal.aborted && clients.lostAt() === undefined;
    if (!isInterrupted) await api.wait(Math.max(0, seenAt - api.now()), { finish: true });
    await clients.sweep();
  } catch {
    onProgress("could not look for clients that were left; the next run does");
  }
  const left = clients.left();
  if (left.length === 0) return;
  onProgress(`could not delete ${left.join(", ")}; the next run begins with that`);
}

function notAsked(habit: HabitName, known: Partial<HabitValues>, { aborted }: AbortSignal): Result {
  const stopped = aborted ? "the run was interrupted" : "the time was up";
  const base = { habit, default: HABITS[habit].default };
  const value = known[habit];
  if (value !== undefined) return { ...base, ...outcomeOf(habit, value) };
  const reason = NOT_ASKED[habit];
  return reason === undefined
    ? { ...base, outcome: "failed", reason: `${stopped}; go on with --output and --resume` }
    : { ...base, outcome: "not_asked", reason };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** A result in a few words. */
export function inBrief(result: Result): string {
  switch (result.outcome) {
    case "same":
    case "different":
      return String(result.value);
    case "other":
      return `other: ${result.seen}`;
    default:
      return result.reason;
  }
}
