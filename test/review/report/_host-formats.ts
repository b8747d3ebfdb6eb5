import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Options } from "ajv";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import type { FormatOptions } from "../../../review/src/report/index.ts";
import type { PolicyFinding, Report } from "../../../review/src/report.ts";
import { REPOSITORY } from "../../e2e/_process.ts";
import { oneAmongTwelve, reportOf } from "../_reports.ts";

// It is a CommonJS module whose types hide its default.
const { default: Ajv } = createRequire(import.meta.url)("ajv-draft-04") as {
  default: new (
    options: Options,
  ) => {
    compile(schema: object): ((data: unknown) => boolean) & { errors?: unknown[] | null };
  };
};

export const OPTIONS: FormatOptions = { always: false, isColoured: false };

const data = (name: string) => readFileSync(join(REPOSITORY, "test/data", name), "utf8");

const matchesSarif = new Ajv({ strict: false, validateFormats: false }).compile(
  JSON.parse(data("sarif-schema-2.1.0.json")) as object,
);

/** What is wrong with a log by the schema of SARIF 2.1.0. */
export function sarifProblems(log: unknown): unknown[] {
  return matchesSarif(log) ? [] : (matchesSarif.errors ?? ["unknown"]);
}

const junit = XsdValidator.fromDoc(XmlDocument.fromString(data("jenkins-junit.xsd")));

/** @throws Error for what the schema of Jenkins does not take. */
export function checkJunit(text: string): XmlDocument {
  const document = XmlDocument.fromString(text);
  junit.validate(document);
  return document;
}

const matchesCodeQuality = new Ajv({ strict: true, strictRequired: false }).compile(
  JSON.parse(data("gitlab-code-quality.schema.json")) as object,
);

export interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: object;
}

/** @throws Error for what is not as GitLab's documentation says of a code quality report. */
export function readCodeQuality(text: string): Issue[] {
  const report: unknown = JSON.parse(text);
  if (!matchesCodeQuality(report)) throw new Error(JSON.stringify(matchesCodeQuality.errors));
  return report as Issue[];
}

export function policyFinding(more: Partial<PolicyFinding> = {}): PolicyFinding {
  return {
    rule: "connected-app-redirect-https",
    severity: "high",
    level: "mandatory",
    client: undefined,
    property: "redirectUrls[0]",
    message: "redirectUrls[0] is insecure",
    isExempted: false,
    ...more,
  };
}

/** One dangerous change among cosmetic ones, with a line, and what policies say. */
export function exampleReport(line = 12): Report {
  const changes = oneAmongTwelve().map((change) =>
    change.client.name === "web-shop"
      ? {
          ...change,
          client: { ...change.client, place: { file: "src/clients.ts", line, column: 3 } },
        }
      : change,
  );
  const client = changes.find((change) => change.client.name === "web-shop")?.client;
  const report = reportOf(changes);
  return {
    ...report,
    policy: {
      new: [
        policyFinding({ client }),
        policyFinding({ rule: "connected-app-live-protected", isExempted: true }),
      ],
      before: [policyFinding({ rule: "connected-app-logo-https", severity: "low" })],
      resolved: 0,
    },
  };
}
