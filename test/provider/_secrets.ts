import { inspect } from "node:util";
import { expect } from "vitest";

/** Every way in which an error, or what caused it, may end up on a screen or in a log. */
export function printedForms(error: unknown): string {
  const forms: string[] = [];
  for (let link: unknown = error, depth = 0; link && depth < 20; depth += 1) {
    forms.push(String(link), JSON.stringify(link) ?? "");
    forms.push(
      inspect(link, {
        depth: Number.POSITIVE_INFINITY,
        showHidden: true,
        maxStringLength: null,
        maxArrayLength: null,
      }),
    );
    if (!(link instanceof Error)) break;
    forms.push(link.message, link.stack ?? "");
    link = link.cause;
  }
  return forms.join("\n");
}

export function basicToken(projectId: string, secret: string): string {
  return Buffer.from(`${projectId}:${secret}`).toString("base64");
}

export function expectHidden(error: unknown, ...secrets: string[]): void {
  const printed = printedForms(error);
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(7);
    expect(printed).not.toContain(secret);
  }
}

/** What an operation throws; fails if it does not. */
export async function failureOf(operation: Promise<unknown>): Promise<Error> {
  const outcome = await operation.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!("error" in outcome)) throw new Error(`succeeded with ${JSON.stringify(outcome.value)}`);
  expect(outcome.error).toBeInstanceOf(Error);
  return outcome.error as Error;
}
