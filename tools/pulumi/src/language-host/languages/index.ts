import { go } from "./go.ts";
import { java } from "./java.ts";
import type { Language } from "./language.ts";
import { nodejs } from "./nodejs.ts";
import { python } from "./python.ts";

/** The languages by the names that a project file gives them: each has a `pulumi-language-…`. */
export const LANGUAGES: ReadonlyMap<string, Language> = new Map(
  Object.entries({ nodejs, python, go, java }),
);
