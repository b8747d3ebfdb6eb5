import { HABITS, type HabitValues } from "stytch-connected-apps-emulator";
import { describe, expect, test } from "vitest";
import { CLIENT_TYPES, register } from "./_clients.ts";
import { CREATE, READ, SEARCH, UPDATE } from "./_project.ts";
import { testScope } from "./_scope.ts";

/** Those under which one reading of the documentation is the most mistaken, several to a server. */
const SAMPLE: Readonly<Record<string, Partial<HabitValues>>> = {
  "writes values in its own form": {
    redirect_url_form: "whatwg",
    url_list_order: "sorted",
    template_form: "spaced",
    empty_template: "null",
    absent_fields: "left_out",
    secret_last_four: "left_out",
    further_response_fields: "present",
  },
  "changes and refuses more than others": {
    omitted_fields_on_update: "reset",
    client_type_on_update: "refused",
    expiry_out_of_bounds: "clamped",
    max_access_token_expiry_minutes: 480,
    search_page_maximum: 100,
    search_total: "left_out",
    delete_of_missing_client: "success",
  },
  "shows writes five seconds later": { get_lag_seconds: 5, search_lag_seconds: 5 },
};

const ARGS = {
  redirectUrls: ["https://Web.example.com", "https://app.example.com/cb"],
  accessTokenExpiryMinutes: 1440,
  accessTokenTemplateContent: { b: "{{ user.email }}", a: 1 },
};

describe.each(Object.entries(SAMPLE))("on a server that %s", (_title, habits) => {
  test("a client of each type is made once, left alone, changed once and destroyed", async () => {
    const scope = testScope();
    const project = await scope.project({ habits });
    const behind = habits.get_lag_seconds ?? 0;
    const environment = { STYTCH_READ_LAG_SECONDS: behind > 0 ? "6" : "0" };
    const stack = await scope.stack(project, { environment });
    const declare = (more: object) => async () => {
      for (const clientType of CLIENT_TYPES) register(clientType, { ...ARGS, ...more, clientType });
    };
    const program = declare({});
    const changed = declare({ clientDescription: "changed" });

    const created = await project.requestsDuring(async () => {
      const { ok, output } = await stack.up(program);
      expect(ok, output).toBe(true);
    });
    // A server may refuse the first search for its limit.
    const { [SEARCH]: searches = 0, ...others } = created;
    expect(others).toEqual({ [CREATE]: 4 });
    expect(searches).toBeLessThanOrEqual(2);

    const refresh = await stack.refresh();
    expect(refresh.changes, refresh.output).toEqual({ same: 5 });
    const quiet = await project.requestsDuring(async () => {
      const { changes, output } = await stack.up(program);
      expect(changes, output).toEqual({ same: 5 });
    });
    expect(quiet).toEqual({});

    const requests = await project.requestsDuring(async () => {
      const { changes, output } = await stack.up(changed);
      expect(changes, output).toEqual({ same: 1, update: 4 });
    });
    expect(requests).toEqual({ [READ]: 4, [UPDATE]: 4 });
    const again = await stack.refresh();
    expect(again.changes, again.output).toEqual({ same: 5 });
    const destroyed = await stack.destroy();
    expect(destroyed.ok, destroyed.output).toBe(true);
    expect(destroyed.output).not.toMatch(/no client/);
  });
});

test("the sample names habits that there are", () => {
  const names = Object.values(SAMPLE).flatMap((habits) => Object.keys(habits));
  expect(names.filter((name) => !(name in HABITS))).toEqual([]);
});
