import type { CustomResource, Input } from "@pulumi/pulumi";
import { warn } from "@pulumi/pulumi/log/index.js";
import { Output, output } from "@pulumi/pulumi/output.js";
import {
  likelyTemplateMistake,
  likelyTextMistake,
  likelyUrlMistake,
} from "../../text/likely-mistakes.ts";

type Judge = (text: string) => string | undefined;

const INPUTS: Record<string, Judge> = {
  clientName: likelyTextMistake,
  clientDescription: likelyTextMistake,
  secretVersion: likelyTextMistake,
  nextSecretVersion: likelyTextMistake,
  redirectUrls: likelyUrlMistake,
  postLogoutRedirectUrls: likelyUrlMistake,
  logoUrl: likelyUrlMistake,
  accessTokenCustomAudience: likelyUrlMistake,
  accessTokenTemplateContent: likelyTemplateMistake,
  idTokenTemplateContent: likelyTemplateMistake,
};

/**
 * Warns, at the resource, of texts that look like placeholders or variables without a value. The provider
 * refuses what is certainly wrong; this is for what may be intended. No message repeats a value.
 */
export function warnOfLikelyMistakes(resource: CustomResource, args: object): void {
  for (const [name, value] of Object.entries(args) as [string, Input<unknown>][]) {
    const judge = INPUTS[name];
    if (judge === undefined || value === undefined || value === null) continue;
    const tell = (known: unknown) => {
      for (const problem of mistakesIn(name, known, judge)) void warn(problem, resource);
    };
    if (isKnown(value)) tell(value);
    else output(value).apply(tell);
  }
}

function mistakesIn(path: string, value: unknown, judge: Judge): string[] {
  if (typeof value === "string") {
    const problem = judge(value);
    return problem === undefined ? [] : [`${path} ${problem}`];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    mistakesIn(Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, member, judge),
  );
}

/** Whether it needs no waiting. */
function isKnown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Output.isInstance(value) || value instanceof Promise) return false;
  return Object.values(value).every(isKnown);
}
