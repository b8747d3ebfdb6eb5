#!/usr/bin/env node
import "./supported-node.ts";
import { readFileSync } from "node:fs";
import { checkConfiguration } from "./check-configuration.ts";

const USAGE = `Usage: stytch-connected-apps-policy check-config FILE

Says what is wrong with a file for --policy-pack-config: names of rules that do not exist, which an engine
ignores or reports without the name, and parameters that mean nothing. Exit code 1 if something is wrong, 2 if
the file cannot be read.`;

/** What to print, and the exit code. */
function run([command, file, ...others]: readonly string[]): { text: string; code: number } {
  if (command !== "check-config" || file === undefined || others.length > 0)
    return { text: USAGE, code: 2 };
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    return {
      text: `Cannot read ${file}: ${error instanceof Error ? error.message : error}`,
      code: 2,
    };
  }
  const errors = checkConfiguration(text);
  if (errors.length === 0) return { text: `${file} is right.`, code: 0 };
  return { text: errors.map((error) => `${file}: ${error}`).join("\n"), code: 1 };
}

const { text, code } = run(process.argv.slice(2));
(code === 0 ? console.log : console.error)(text);
process.exitCode = code;
