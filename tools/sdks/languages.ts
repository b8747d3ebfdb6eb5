import { EARLIER_GENERATOR, GENERATOR, type GoTool } from "../pulumi/src/index.ts";

/** Which of Pulumi's generators writes the SDK of a language. */
export const GENERATORS = {
  nodejs: GENERATOR,
  python: GENERATOR,
  go: GENERATOR,
  dotnet: EARLIER_GENERATOR,
  java: EARLIER_GENERATOR,
} as const satisfies Readonly<Record<string, GoTool>>;

export type Language = keyof typeof GENERATORS;

export const LANGUAGES = Object.keys(GENERATORS).filter(isLanguage);

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(GENERATORS, text);
}
