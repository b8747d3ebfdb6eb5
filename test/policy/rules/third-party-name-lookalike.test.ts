import { describe, expect, it } from "vitest";
import { thirdPartyNameLookalike as rule } from "../../../policy/src/rules/third-party-name-lookalike.ts";
import { check, FIRST_PARTY, THIRD_PARTY } from "../_check.ts";
import { app } from "../_client.ts";

const parameters = { reservedNames: ["Example Bank", "Exa", "Stych", "Beta"] };
const named = (clientName: unknown, clientType = "third_party") => app({ clientName, clientType });

describe(rule.name, () => {
  it.each([
    "Example Bank",
    "EXAMPLE-BANK support",
    "Exаmple Bank".normalize(),
    "Examp1e Bank",
    "Exarnple Bank",
    "Éxämple Bánk",
    "Ｅｘａｍｐｌｅ Ｂａｎｋ",
    "Exemple Bank",
    "Example Banks",
    "Еха",
    "my exa",
    "E x a",
    "Stychify",
    "ВЕТА",
    "вета",
  ])("is violated by %j", (name) => {
    expect(check(rule, named(name), parameters)).toMatchObject([{ property: "clientName" }]);
  });

  it.each(["Partner", "", "Exo", "Сбербанк", "Bank of Examples", "Shop - Berlin", undefined, 7])(
    "lets %j pass",
    (name) => expect(check(rule, named(name), parameters)).toEqual([]),
  );

  it("finds hidden characters and mixed alphabets without any reserved name", () => {
    expect(check(rule, named("Part\u200bner"))).toMatchObject([
      { value: '"Part\\u{200b}ner", which has an invisible character' },
    ]);
    expect(check(rule, named("Pаrtner shop"))).toMatchObject([
      { value: expect.stringContaining("mixes alphabets") },
    ]);
    expect(check(rule, named("Partner Сбер"))).toEqual([]);
  });

  it("lets clients of your own and excepted ones pass", () => {
    for (const type of FIRST_PARTY)
      expect(check(rule, named("Example Bank", type), parameters)).toEqual([]);
    for (const type of THIRD_PARTY) {
      const except = { ...parameters, exceptClients: ["partner"] };
      expect(check(rule, named("Example Bank", type), except)).toEqual([]);
    }
  });
});
