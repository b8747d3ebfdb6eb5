import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HABITS, type HabitEntry, type HabitName } from "../../../emulator/src/habits/table.ts";
import type { AppOptions } from "../../../emulator/src/index.ts";
import { NOT_ASKED, QUESTIONS } from "../../../emulator/src/probe/questions/index.ts";
import { checkProperty } from "../../_property.ts";
import { differences, type Probed, probed } from "./_probed.ts";

/** Numbers to try of each habit that has one, besides the default. */
const NUMBERS: Partial<Record<HabitName, number[]>> = {
  min_access_token_expiry_minutes: [0, 1, 4, 6, 60],
  max_access_token_expiry_minutes: [60, 480, 1439, 1441, 525_600, 2_147_483_647],
  search_lag_seconds: [1, 2, 5, 31],
  get_lag_seconds: [1, 2, 5, 31],
  search_page_maximum: [2, 100, 101, 250, 999],
  old_secret_grace_seconds: [1, 2, 5, 31],
};

/** They show only where dynamic registration is on. */
const OF_REGISTRATION = ["registration_duplicates", "legacy_registration_endpoint"];

const cases = QUESTIONS.flatMap(({ habit }) => {
  const entry: HabitEntry = HABITS[habit];
  const values = "values" in entry ? Object.keys(entry.values) : (NUMBERS[habit] ?? []);
  return values.filter((value) => value !== entry.default).map((value) => ({ habit, value }));
});

const notAsked = (Object.keys(NOT_ASKED) as HabitName[]).flatMap((habit) => {
  const entry: HabitEntry = HABITS[habit];
  const values = "values" in entry ? Object.keys(entry.values) : [entry.min, entry.max];
  return values.filter((value) => value !== entry.default).map((value) => ({ habit, value }));
});

function withHabits(habits: Record<string, string | number>): Probed {
  return probed({ habits } as AppOptions);
}

describe("probe", () => {
  it.each(["consumer", "b2b"] as const)(
    "of a %s project with the defaults finds no difference, and leaves nothing",
    async (vertical) => {
      const server = probed({}, vertical);
      const report = await server.probe();
      expect(differences(report)).toEqual({});
      const others = report.results.filter(({ outcome }) => outcome !== "same");
      expect(others.map(({ habit }) => habit).toSorted()).toEqual(
        [...OF_REGISTRATION, ...Object.keys(NOT_ASKED)].toSorted(),
      );
      expect(await server.names()).toEqual([]);
    },
  );

  it.each(cases)("finds $habit $value and nothing else", async ({ habit, value }) => {
    const server = withHabits({ [habit]: value });
    if (OF_REGISTRATION.includes(habit)) await server.allowRegistration();
    const report = await server.probe();
    expect(differences(report)).toEqual({ [habit]: value });
    expect(
      report.results.filter(({ outcome }) => outcome === "other" || outcome === "failed"),
    ).toEqual([]);
    expect(report.left).toEqual([]);
    expect(await server.names()).toEqual([]);
  });

  it.each(notAsked)(
    "says nothing of $habit $value, which it does not ask",
    async ({ habit, value }) => {
      const report = await withHabits({ [habit]: value }).probe();
      expect(differences(report)).toEqual({});
      expect(report.results.find((result) => result.habit === habit)?.outcome).toBe("not_asked");
    },
  );

  it("finds many habits at once, and an emulator with its answers has them all", async () => {
    const habits = {
      omitted_fields_on_update: "reset",
      redirect_url_form: "whatwg",
      url_list_order: "sorted",
      template_form: "sorted",
      empty_template: "null",
      surrounding_whitespace: "trimmed",
      absent_fields: "left_out",
      expiry_out_of_bounds: "clamped",
      max_access_token_expiry_minutes: 480,
      search_lag_seconds: 7,
      get_lag_seconds: 3,
      search_page_maximum: 3,
      search_order: "newest_first",
      search_total: "left_out",
      secret_last_four: "left_out",
      rotation_start_while_running: "replaced",
      old_secret_grace_seconds: 12,
      delete_of_missing_client: "success",
      further_response_fields: "present",
      invalid_client_status: "401",
    };
    const server = withHabits(habits);
    const answers: Record<string, string | number> = {};
    const report = await server.probe({ onAnswer: (habits) => Object.assign(answers, habits) });
    expect(differences(report)).toEqual(habits);
    expect(await server.names()).toEqual([]);

    const again = await withHabits(answers).probe();
    expect(again.results).toEqual(report.results);
  });

  it("gives no wrong answer, whatever the other habits are", async () => {
    const values = QUESTIONS.map(({ habit }) => {
      const entry: HabitEntry = HABITS[habit];
      const others = cases.filter((one) => one.habit === habit).map(({ value }) => value);
      return [habit, fc.constantFrom(entry.default, ...others)] as const;
    });
    let answered = 0;
    const property = fc.asyncProperty(
      fc.record(Object.fromEntries(values)),
      fc.boolean(),
      async (habits, isRegistrationOn) => {
        const server = withHabits(habits);
        if (isRegistrationOn) await server.allowRegistration();
        const { results } = await server.probe();
        const asked = results.filter(({ outcome }) => outcome !== "not_asked");
        answered += asked.length;
        expect(
          asked.map((result) => [result.habit, "value" in result ? result.value : result]),
        ).toEqual(asked.map(({ habit }) => [habit, habits[habit]]));
        expect(await server.names()).toEqual([]);
      },
    );
    await checkProperty(property, 30);
    expect(answered).toBeGreaterThan(30 * 27);
  });

  it("asks each question in no more requests and clients than it says", async () => {
    const server = withHabits({
      search_lag_seconds: 3600,
      get_lag_seconds: 3600,
      old_secret_grace_seconds: 3600,
      min_access_token_expiry_minutes: 31,
      max_access_token_expiry_minutes: 1_000_000_007,
      search_page_maximum: 333,
    });
    await server.allowRegistration();
    for (const question of QUESTIONS) {
      const others = QUESTIONS.filter(({ habit }) => habit !== question.habit);
      const known = Object.fromEntries(others.map(({ habit }) => [habit, HABITS[habit].default]));
      const { requests, clients } = await server.probe({ known });
      expect({
        habit: question.habit,
        isWithin: requests <= question.requests + 3,
        clients,
      }).toEqual({
        habit: question.habit,
        isWithin: true,
        clients: expect.toSatisfy((made: number) => made <= question.clients),
      });
    }
  });
});
