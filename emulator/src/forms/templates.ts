import type { HabitValue, HabitValues } from "../habits/table.ts";
import { readText } from "./text.ts";

type TemplateForm = HabitValue<"template_form">;

/** A text, a placeholder, a mark of JSON, or another value; spaces stand between them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|\{\{[^{}]*\}\}|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** A template as a server reads it: `""` is one without claims where responses do not write `{}`. */
export function readTemplate(template: string, habits: HabitValues): string {
  const text = readText(template, habits);
  return text === "" && habits.empty_template !== "empty_object" ? "{}" : text;
}

/** A template, accepted by `checkTemplate`, as a server stores it. */
export function storedTemplate(template: string, { template_form }: HabitValues): string {
  return template_form === "as_given" ? template : templateInForm(template, template_form);
}

/** A template as a response writes it. */
export function shownTemplate(template: string, { empty_template }: HabitValues): string | null {
  if (empty_template === "empty_object" || !/^\s*\{\s*\}\s*$/.test(template)) return template;
  return empty_template === "null" ? null : "";
}

/** Placeholders, texts and numbers stay exactly as they are: only what is between them changes. */
function templateInForm(template: string, form: Exclude<TemplateForm, "as_given">): string {
  const tokens = (template.match(TOKEN) ?? []).values();
  const space = form === "spaced" ? " " : "";
  return valueInForm(tokens.next().value ?? "", tokens, { space, isSorted: form === "sorted" });
}

function valueInForm(
  first: string,
  tokens: Iterator<string, undefined>,
  form: { space: string; isSorted: boolean },
): string {
  if (first !== "{" && first !== "[") return first;
  const end = first === "{" ? "}" : "]";
  const members: { key: string; text: string }[] = [];
  for (let token = tokens.next().value; token !== undefined && token !== end; ) {
    const key = token;
    let text = valueInForm(token, tokens, form);
    if (first === "{") {
      tokens.next();
      text = `${key}:${form.space}${valueInForm(tokens.next().value ?? "", tokens, form)}`;
    }
    members.push({ key, text });
    token = tokens.next().value;
    if (token === ",") token = tokens.next().value;
  }
  const ordered =
    first === "{" && form.isSorted
      ? members.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
      : members;
  return `${first}${ordered.map(({ text }) => text).join(`,${form.space}`)}${end}`;
}
