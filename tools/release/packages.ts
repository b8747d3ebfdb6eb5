import { resolve } from "node:path";

/** The root of the repository. */
export const REPOSITORY = resolve(import.meta.dirname, "../..");

/** The folders of the packages that are published, all under one version. */
export const PACKAGES = ["provider", "plugin", "policy", "review", "smoke", "emulator"] as const;
