import { failure } from "../../lifecycle/input-checks.ts";
import type { CheckFailure } from "../../lifecycle/lifecycle.ts";
import { pathPlaceholderProblem, unresolvedProblem } from "../../text/placeholders.ts";
import { withPlainKeys } from "../../text/plain-keys.ts";

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
/** The template language has paths only: no filters, texts or calculations. */
const PATH = /^\s*[^\s.|"'`(),+*/=<>]+(\.[^\s.|"'`(),+*/=<>]+)*\s*$/;
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
  for (const [, path = ""] of template.matchAll(PLACEHOLDER)) {
    if (path.trim() === "") {
      return 'has an empty placeholder; write a path such as "{{ user.email }}"';
    }
    const problem = pathPlaceholderProblem(path);
    if (problem) return problem;
    if (!PATH.test(path)) {
      return 'has a placeholder that is not a path; a path is names separated by dots, as in "{{ user.email }}"';
    }
  }
  // With a string in place of each value, a placeholder within quotes or as a key shows too.
  for (const sample of ["null", '"text"']) {
    const rendered = template.replaceAll(PLACEHOLDER, sample);
    if (rendered.includes("{{")) return 'has a "{{" without its "}}"';
    const problem = renderedProblem(rendered);
    if (problem) return problem;
  }
  return undefined;
}

/** Stytch sets the audience itself, and refuses a claim that would set it too. */
export function audienceClaimProblem(template: string): string | undefined {
  const rendered: unknown = JSON.parse(withPlainKeys(template.replaceAll(PLACEHOLDER, "null")));
  if (typeof rendered !== "object" || rendered === null || !("aud" in rendered)) return undefined;
  return 'sets the claim "aud", which Stytch refuses; remove it and set accessTokenCustomAudience';
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

/** What the SDK's objects for an asset or an archive have; their content is not among the inputs. */
const MARKS_OF_ASSETS = ["__pulumiAsset", "__pulumiArchive"] as const;
/** What a door that has no such objects hands over for one. */
export const ASSET = { [MARKS_OF_ASSETS[0]]: true };

/**
 * What in a template object cannot be meant, by its path: keys and texts that are the text of an Output
 * or object, and assets.
 */
export function unresolvedMembers(path: string, value: unknown): CheckFailure[] {
  if (typeof value !== "object" || value === null) return [];
  if (MARKS_OF_ASSETS.some((mark) => Object.hasOwn(value, mark))) {
    const problem =
      "is an asset or archive, whose content does not get here; read the file in the program and give its text";
    return [failure(path, problem)];
  }
  return Object.entries(value).flatMap(([key, member]) => {
    const inKey = unresolvedProblem(key);
    if (inKey) return [failure(path, `has a key that ${inKey}`)];
    const place = memberPath(path, key, Array.isArray(value));
    const inText = typeof member === "string" ? unresolvedProblem(member) : undefined;
    return inText ? [failure(place, inText)] : unresolvedMembers(place, member);
  });
}

/** As programs write it: `claims.tier`, `claims["https://acme.dev/tier"]`, `claims.roles[0]`. */
function memberPath(path: string, key: string, isIndex: boolean): string {
  if (isIndex) return `${path}[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}
