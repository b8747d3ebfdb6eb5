import { html } from "hono/html";
import { HABIT_NAMES, HABITS, type HabitEntry, type HabitName } from "../habits/table.ts";
import { MISBEHAVIOURS } from "../misbehaviours.ts";
import { framed } from "./frame.ts";
import type { Markup } from "./layout.ts";
import { projectSection } from "./project-section.ts";
import type { Scene } from "./scene.ts";
import { form, pressed } from "./switch-form.ts";

export const STEPS_OF_CLOCK = {
  "1 minute": 60,
  "1 hour": 3600,
  "1 day": 86_400,
  "30 days": 2_592_000,
};

/**
 * Where faults, misbehaviours, habits, the clock and the project are switched by click.
 *
 * @param problem What was wrong with the last click, if anything was.
 */
export function switchesPage(scene: Scene, routes: readonly string[], problem?: string): Markup {
  const body = html`
    ${problem === undefined ? "" : html`<p role="alert">${problem}</p>`}
    ${clockSection()} ${faultsSection(scene, routes)} ${misbehavioursSection(scene)}
    ${habitsSection(scene)} ${projectSection(scene.state.switches.get())}
    <section id="reset">
      <h2>Reset</h2>
      ${form("reset", html`<button type="submit">Forget everything and reset the clock</button>`)}
    </section>
  `;
  return framed(scene, { title: "Switches", current: "switches" }, body);
}

function clockSection(): Markup {
  return html`<section id="clock">
    <h2>Clock</h2>
    <p class="note">It goes forward only; a reset returns to the time of this machine.</p>
    ${form(
      "clock",
      html`${Object.entries(STEPS_OF_CLOCK).map(
        ([text, seconds]) =>
          html`<button name="advanceSeconds" value="${seconds}">${text} forward</button> `,
      )}`,
    )}
  </section>`;
}

const EFFECTS = {
  "status 503": "Status 503",
  "status 500": "Status 500",
  "status 429": "Status 429",
  "status 401": "Status 401",
  "latencyMs 2000": "A delay of 2 s",
  "drop before": "Connection dropped before it took effect",
  "drop after": "Connection dropped after it took effect",
  "body malformed": "A body that is not JSON",
  "body truncated": "Half a body",
  "rateLimit 1": "A rate limit of 1 a second",
};

function faultsSection({ faults }: Scene, routes: readonly string[]): Markup {
  const list = faults.list();
  return html`<section id="faults">
    <h2>Faults</h2>
    ${list.length === 0 ? html`<p class="note">None.</p>` : ""}
    ${list.map((fault, index) => {
      const text = JSON.stringify(fault);
      return form(
        "faults/remove",
        html`<code>${text}</code>
          <button name="index" value="${index}" aria-label="Remove the fault ${text}">Remove</button>`,
      );
    })}
    ${form(
      "faults/add",
      html`<p>
          <label for="effect">What goes wrong</label>
          <select id="effect" name="effect">
            ${Object.entries(EFFECTS).map(([value, text]) => html`<option value="${value}">${text}</option>`)}
          </select>
        </p>
        <p>
          <label for="route">With which requests</label>
          <select id="route" name="route">
            <option value="">All</option>
            ${routes.map((route) => html`<option value="${route}">${route}</option>`)}
          </select>
        </p>
        <p>
          <label for="times">How often</label>
          <select id="times" name="times">
            <option value="1">Once</option>
            <option value="3">Three times</option>
            <option value="always">Always</option>
          </select>
        </p>
        <button type="submit">Add the fault</button>`,
    )}
  </section>`;
}

function misbehavioursSection({ misbehaviours }: Scene): Markup {
  const on = new Set<string>(misbehaviours.list());
  return html`<section id="misbehaviours">
    <h2>Misbehaviours</h2>
    ${form(
      "misbehaviours",
      html`<ul class="switches">
        ${Object.entries(MISBEHAVIOURS).map(
          ([name, meaning]) => html`<li>${pressed("toggle", name, on.has(name))} ${meaning}</li>`,
        )}
      </ul>`,
    )}
  </section>`;
}

function habitsSection({ habits }: Scene): Markup {
  const values = habits.all();
  return html`<section id="habits">
    <h2>Habits</h2>
    ${form("habits/reset", html`<button type="submit">All as at the start</button>`)}
    ${HABIT_NAMES.map((name) => habit(name, HABITS[name], values[name]))}
  </section>`;
}

function habit(name: HabitName, entry: HabitEntry, value: string | number): Markup {
  const isDefault = value === entry.default ? "" : ` (default ${entry.default})`;
  const choice =
    "values" in entry
      ? html`${Object.entries(entry.values).map(
          ([one, meaning]) => html`<li>${pressed("value", one, one === value)} ${meaning}</li>`,
        )}`
      : html`<li>
          <label for="${name}">${entry.unit}, ${entry.min} to ${entry.max}</label>
          <input id="${name}" name="value" type="number" min="${entry.min}" max="${entry.max}" value="${value}" />
          <button type="submit">Set</button>
        </li>`;
  return form(
    "habits",
    html`<fieldset>
      <legend><code>${name}</code>${isDefault}</legend>
      <p>${entry.question}</p>
      <input type="hidden" name="name" value="${name}" />
      <ul class="switches">${choice}</ul>
    </fieldset>`,
  );
}
