import { checkPages } from "./checks/pages.ts";
import type { Pages } from "./page.ts";
import { parityPage } from "./parity/page.ts";
import { referencePages } from "./reference/pages.ts";
import { rulePages } from "./rules/pages.ts";

/** Every page that is made from the sources and kept in the repository. Needs the built packages. */
export async function generatedPages(): Promise<Pages> {
  return new Map([...rulePages(), ...checkPages(), ...(await parityPage()), ...referencePages()]);
}
