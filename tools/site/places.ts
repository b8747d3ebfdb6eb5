import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../release/packages.ts";

const { homepage } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as {
  homepage: string;
};

/** Where the site is published, with a slash at the end: `homepage` of the repository's `package.json`. */
export const SITE = homepage;

/** The path of the site at its host. */
export const BASE = new URL(SITE).pathname;

/** The repository whose pages the site is: `https://OWNER.github.io/NAME/` is that of `OWNER/NAME`. */
export const SOURCE = `https://github.com/${new URL(SITE).hostname.split(".")[0]}${BASE.replace(/\/$/, "")}`;
