import {
  HABIT_NAMES,
  HABITS,
  type HabitEntry,
  type HabitName,
  type HabitValues,
} from "../habits/table.ts";
import { basicCredentials, createApi } from "./api.ts";
import { begin, counted, end, messageOf, waitForServer } from "./around.ts";
import { createClients, type LeftClient } from "./clients.ts";
import type { ProbeClock } from "./clock.ts";
import { ProbeError, StoppedError } from "./errors.ts";
import { newMark } from "./mark.ts";
import { createPace } from "./pace.ts";
import type { ProbedProject } from "./project.ts";
import type { Answer, AnyValue, Question, Session } from "./question.ts";
import { NOT_ASKED, QUESTIONS } from "./questions/index.ts";
import { createSafeText } from "./safe-text.ts";

/** What is known of one question after a run. */
export type Result = { habit: HabitName; default: AnyValue } & (
  | { outcome: "same" | "different"; value: AnyValue }
  /** None of the values of the table. */
  | { outcome: "other"; seen: string }
  /** It is not asked, here or at all. */
  | { outcome: "not_asked"; reason: string }
  /** The run was over before its turn. */
  | { outcome: "stopped"; reason: string }
  /** It was asked, and no response came that tells anything. */
  | { outcome: "failed"; reason: string }
);

export interface ProbeReport {
  /** In the order of the table. */
  results: Result[];
  requests: number;
  clients: number;
  /** Clients that could not be deleted. */
  left: LeftClient[];
  /** Whether a client may be left besides, of which no response told the id. */
  mayHaveLeft: boolean;
  /** Why the run was over before its end. */
  stopped?: string;
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

/** A project that keeps so many clients against the probe's will gets no more of them. */
const MOST_LEFT = 3;

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
  const mark = newMark();
  const clients = createClients(api, mark, safe);
  const session: Session = {
    api,
    clients,
    projectId: project.projectId,
    hide: safe.hide,
    searchLagMs: (known.search_lag_seconds ?? 0) * 1000,
  };
  const results = new Map<HabitName, Result>();
  let stopped: string | undefined;
  let mayHaveLeft = false;
  await begin(api, clients, safe.text, onProgress);
  try {
    const answers = { ...known };
    for (const question of questions) {
      const result = await askOne(question, session, safe.text);
      if (result instanceof StoppedError) {
        stopped = result.message;
        break;
      }
      results.set(question.habit, result);
      onProgress(`[${results.size}/${questions.length}] ${question.habit}: ${inBrief(result)}`);
      if ("value" in result) {
        Object.assign(answers, { [result.habit]: result.value });
        options.onAnswer(answers);
      }
      if (result.outcome === "failed") stopped = (await waitForServer(api))?.message;
      if (clients.left().length >= MOST_LEFT) {
        stopped ??= "the server does not delete clients, so no more are made";
      }
      if (stopped !== undefined) break;
    }
  } finally {
    mayHaveLeft = await end(session, { mark, startedAt, signal, onProgress, safe: safe.text });
  }
  return {
    results: HABIT_NAMES.map((habit) => results.get(habit) ?? notAsked(habit, known, stopped)),
    requests: api.count(),
    clients: clients.count(),
    left: clients.left(),
    mayHaveLeft,
    ...(stopped !== undefined && { stopped }),
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

/** @returns Why the run was stopped, if that was before there was an answer. */
async function askOne(
  question: Question,
  session: Session,
  safe: (said: string) => string,
): Promise<Result | StoppedError> {
  const { habit } = question;
  const base = { habit, default: HABITS[habit].default };
  try {
    return { ...base, ...read(habit, await question.ask(session), safe) };
  } catch (error) {
    if (error instanceof ProbeError) throw error;
    if (error instanceof StoppedError) return error;
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

function notAsked(
  habit: HabitName,
  known: Partial<HabitValues>,
  stopped = "the run was stopped",
): Result {
  const base = { habit, default: HABITS[habit].default };
  const value = known[habit];
  if (value !== undefined) return { ...base, ...outcomeOf(habit, value) };
  const reason = NOT_ASKED[habit];
  return reason === undefined
    ? { ...base, outcome: "stopped", reason: stopped }
    : { ...base, outcome: "not_asked", reason };
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
