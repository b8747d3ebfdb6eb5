const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const ONLY_PLACEHOLDER = /^\s*\{\{[^{}]*\}\}\s*$/;

/**
 * Turns an object into template text, keys sorted, so that equal objects give equal text. A string
 * that is one placeholder (`"{{ user.email }}"`) loses its quotes, as the template language wants.
 *
 * @see https://stytch.com/docs/guides/sessions/custom-claim-templates
 */
export function serializeTemplate(value: unknown): string {
  if (typeof value === "string" && ONLY_PLACEHOLDER.test(value)) return value.trim();
  if (Array.isArray(value)) return `[${value.map(serializeTemplate).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${serializeTemplate(member)}`);
    return `{${entries.join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/**
 * What is wrong with a template's text, or undefined. A template is not JSON before it is
 * rendered, so each placeholder is replaced by a value first: then braces and shape can be judged.
 */
export function templateProblem(template: string): string | undefined {
  if ([...template.matchAll(PLACEHOLDER)].some(([, path]) => path?.trim() === "")) {
    return 'has an empty placeholder; write a path such as "{{ user.email }}"';
  }
  // A value may be anything: with a string in its place, one within quotes or as a key shows too.
  for (const sample of ["null", '"text"']) {
    const rendered = template.replaceAll(PLACEHOLDER, sample);
    if (rendered.includes("{{")) return 'has a "{{" without its "}}"';
    const problem = renderedProblem(rendered);
    if (problem) return problem;
  }
  return undefined;
}

function renderedProblem(rendered: string): string | undefined {
  try {
    const value: unknown = JSON.parse(rendered);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return undefined;
    return "must give a JSON object when it is rendered";
  } catch {
    return 'does not give JSON when it is rendered; placeholders are whole values without quotes, as in {"email": {{ user.email }} }, never part of a text and never keys';
  }
}
