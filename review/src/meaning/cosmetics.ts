import { finding, type Judge } from "./finding.ts";
import { isSame, isUnseen, told, unseenAs } from "./value.ts";

const FIELDS = [
  ["clientName", "name-changed"],
  ["clientDescription", "description-changed"],
  ["logoUrl", "logo-changed"],
] as const;

/** What no login notices: names, descriptions, logos. */
export const judgeCosmetics: Judge = (change) => {
  const { before, after, client } = change;
  if (before === undefined || after === undefined || client.resource !== "ConnectedApp") return [];
  return FIELDS.flatMap(([property, id]) => {
    const [former, present] = [before.fields[property], after.fields[property]];
    if (isSame(former, present)) return [];
    const sentence = isUnseen(present)
      ? `${property} is ${unseenAs(present)}`
      : `${property} is ${told(present)} instead of ${told(former)}`;
    return [finding(change, id, property, sentence)];
  });
};
