import { html } from "hono/html";
import type { Clock } from "../clock.ts";
import type { Habits } from "../habits/habits.ts";
import { HABIT_NAMES, HABITS } from "../habits/table.ts";
import type { Misbehaviours } from "../misbehaviours.ts";
import type { Project } from "../projects.ts";
import type { Ending } from "../state/grant.ts";
import type { ProjectState } from "../state/store.ts";
import { timestamp } from "../timestamp.ts";
import type { Faults } from "../traffic/faults.ts";
import type { RequestLog } from "../traffic/request-log.ts";
import { layout, type Markup } from "./layout.ts";
import { type Cell, SHOWN_ROWS, section } from "./table.ts";

export interface Inspected {
  project: Project;
  state: ProjectState;
  clock: Clock;
  faults: Faults;
  habits: Habits;
  misbehaviours: Misbehaviours;
  log: RequestLog;
}

/** Everything a project holds, without a secret or a token that could be used. */
export function inspectorPage(inspected: Inspected): Markup {
  const { project, state, clock, faults, habits, misbehaviours, log } = inspected;
  const now = clock.now();
  const body = html`
    <p>
      <code>${project.projectId}</code>, ${project.vertical}; emulated time
      <time>${timestamp(now)}</time>
    </p>
    <form method="get"><button type="submit">Refresh</button></form>
    ${section("Clients", ["Client", "Name", "Type", "Secret", "Settings"], clientRows(state))}
    ${section("Sessions", ["Session", "Subject", "Ends", "Factors"], sessionRows(state, now))}
    ${section("Access tokens", TOKEN_COLUMNS, accessTokenRows(state, now))}
    ${section("Refresh tokens", TOKEN_COLUMNS, refreshTokenRows(state, now))}
    ${section("Consents", ["Subject", "Client", "Scopes"], consentRows(state))}
    ${section("Last requests", ["Time", "Request", "Response", "Agent"], requestRows(log))}
    ${section(
      "Faults",
      ["Fault"],
      faults.list().map((fault) => [json(fault)]),
    )}
    ${section(
      "Misbehaviours",
      ["Misbehaviour"],
      misbehaviours.list().map((misbehaviour) => [misbehaviour]),
    )}
    ${section("Habits", ["Habit", "Value", "Question"], habitRows(habits))}
    ${section("Project switches", ["Switches"], [[json(state.switches.get())]])}
  `;
  return layout(project.name, body, "wide");
}

const TOKEN_COLUMNS = ["Client", "State", "Ends", "Claims"];

function clientRows({ connectedApps }: ProjectState): Cell[][] {
  return connectedApps
    .entries()
    .map(({ app }) => [
      app.clientId,
      app.settings.clientName,
      app.clientType,
      app.secret === null ? "none" : `…${app.secret.lastFour}`,
      json(app.settings),
    ]);
}

function sessionRows({ sessions }: ProjectState, now: number): Cell[][] {
  return sessions
    .all()
    .map(({ id, subjectId, expiresAt, factors }) => [
      id,
      subjectId,
      ends(expiresAt, now),
      factors.map(({ deliveryMethod }) => deliveryMethod).join(", "),
    ]);
}

function accessTokenRows({ accessTokens }: ProjectState, now: number): Cell[][] {
  return accessTokens
    .all()
    .map(({ grant, ending, exchanged, expiresAt, claims }) => [
      grant.clientId,
      stateOf(ending, exchanged ? "exchanged" : "active"),
      ends(expiresAt, now),
      json(claims),
    ]);
}

function refreshTokenRows({ refreshTokens }: ProjectState, now: number): Cell[][] {
  return refreshTokens
    .all()
    .map(({ grant, ending, used, expiresAt }) => [
      grant.clientId,
      stateOf(ending, used ? "used" : "active"),
      ends(expiresAt, now),
      json({ sub: grant.subjectId, scope: grant.scopes.join(" ") }),
    ]);
}

function consentRows({ consents }: ProjectState): Cell[][] {
  return consents
    .all()
    .map(({ subjectId, clientId, scopes }) => [subjectId, clientId, scopes.join(" ")]);
}

function habitRows(habits: Habits): Cell[][] {
  const values = habits.all();
  return HABIT_NAMES.map((name) => {
    const isDefault = values[name] === HABITS[name].default;
    const value = `${values[name]}${isDefault ? "" : ` (default ${HABITS[name].default})`}`;
    return [name, value, HABITS[name].question];
  });
}

function requestRows(log: RequestLog): Cell[][] {
  return log
    .entries()
    .slice(-SHOWN_ROWS)
    .reverse()
    .map(({ time, method, path, status, userAgent }) => [
      time,
      `${method} ${path}`,
      String(status),
      userAgent ?? "",
    ]);
}

function stateOf(ending: Ending, otherwise: string): string {
  return ending === null ? otherwise : ending.replace("_", " ");
}

function ends(at: number, now: number): string {
  return `${timestamp(at)}${at <= now ? " (over)" : ""}`;
}

function json(value: unknown): Cell {
  return { code: JSON.stringify(value, null, 2) };
}
