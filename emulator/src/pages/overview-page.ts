import { html } from "hono/html";
import { HABIT_NAMES, HABITS } from "../habits/table.ts";
import { framed } from "./frame.ts";
import { LISTINGS } from "./kinds/index.ts";
import type { Markup } from "./layout.ts";
import type { Scene } from "./scene.ts";
import { type Cell, json, table } from "./table.ts";

/** The newest of everything a project holds, without a secret or a token that could be used. */
export function overviewPage(scene: Scene): Markup {
  const { state, faults, misbehaviours } = scene;
  const body = html`
    <form method="get"><button type="submit">Refresh</button></form>
    <div data-live id="overview">
      <ul class="counts">
        ${LISTINGS.map(
          (one) => html`<li>
            <a href="/_emulator/${one.path}"><strong>${one.count(scene)}</strong> ${one.title}</a>
          </li>`,
        )}
      </ul>
      ${LISTINGS.map((one) => one.newest(scene))}
      <section>
        <h2>Faults</h2>
        ${table(
          "Faults",
          ["Fault"],
          faults.list().map((fault) => [json(fault)]),
        )}
      </section>
      <section>
        <h2>Misbehaviours</h2>
        ${table(
          "Misbehaviours",
          ["Misbehaviour"],
          misbehaviours.list().map((misbehaviour) => [misbehaviour]),
        )}
      </section>
      <section>
        <h2>Habits</h2>
        ${table("Habits", ["Habit", "Value", "Question"], habitRows(scene))}
      </section>
      <section>
        <h2>Project switches</h2>
        ${table("Project switches", ["Switches"], [[json(state.switches.get())]])}
      </section>
    </div>
  `;
  return framed(scene, { title: scene.project.name, current: "" }, body);
}

function habitRows({ habits }: Scene): Cell[][] {
  const values = habits.all();
  return HABIT_NAMES.map((name) => {
    const isDefault = values[name] === HABITS[name].default;
    const value = `${values[name]}${isDefault ? "" : ` (default ${HABITS[name].default})`}`;
    return [name, value, HABITS[name].question];
  });
}
