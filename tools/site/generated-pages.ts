import { checkPages } from "./checks/pages.ts";
import type { Pages } from "./page.ts";
import { rulePages } from "./rules/pages.ts";

/** Every page that is made from the sources and kept in the repository. Needs the built packages. */
export function generatedPages(): Pages {
  return new Map([...rulePages(), ...checkPages()]);
}
