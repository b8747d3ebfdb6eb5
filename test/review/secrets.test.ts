import { describe, expect, it } from "vitest";
import { FORMATS, FORMATTERS } from "../../review/src/report/index.ts";
import { type Case, CORPUS } from "./_corpus.ts";
import { previewOf, statesOf } from "./_forms.ts";
import { reviewPreview, reviewStates } from "./_review.ts";

const CANARY = "canary-5d41402abc4b";
const SECRET = { $: "secret", value: CANARY };

const cases: Case[] = CORPUS.filter(
  ({ base, means }) => base !== "organization" && means.length > 0,
).map((one) => ({
  ...one,
  before: one.before && { clientName: SECRET, ...one.before },
  after: one.after && {
    ...one.after,
    clientDescription: SECRET,
    logoUrl: SECRET,
    accessTokenCustomAudience: SECRET,
    redirectUrls: [SECRET, "https://app.example.com/cb"],
    idTokenTemplateContent: SECRET,
  },
  outputs: { ...one.outputs, clientSecret: CANARY, nextClientSecret: CANARY },
}));

/** As `pulumi stack export --show-secrets` prints it. */
function inClear(state: object): object {
  return JSON.parse(JSON.stringify(state), (_key, value) => {
    if (typeof value?.ciphertext !== "string") return value;
    const { ciphertext, ...signature } = value;
    return { ...signature, plaintext: Buffer.from(ciphertext.slice(3), "hex").toString() };
  }) as object;
}

describe.each(FORMATS)("a report as %s", (format) => {
  const written = (report: Parameters<(typeof FORMATTERS)[typeof format]>[0]) =>
    FORMATTERS[format](report, { always: true, isColoured: false });

  it("holds no secret of a preview, nor of a state in which they are in clear", () => {
    const [before, after] = statesOf(cases, "dynamic");
    const clear = [inClear(before), inClear(after)] as const;
    expect(JSON.stringify(clear)).toContain(CANARY);
    const reports = [
      reviewPreview(previewOf(cases, "plugin")),
      reviewStates([before, after]),
      reviewStates(clear),
    ];
    for (const report of reports) {
      expect(report.clients.length).toBeGreaterThan(100);
      const text = written(report);
      expect(text).toContain("secret");
      expect(text).not.toContain(CANARY);
    }
  });

  it("holds no password or token of a URL", () => {
    const url = `https://user:${CANARY}@partner.example/cb?token=${CANARY}`;
    const change: Case = {
      title: "",
      file: "",
      before: {},
      after: { redirectUrls: [url] },
      means: [],
    };
    const report = reviewPreview(previewOf([change], "dynamic"));
    expect(written(report)).toContain("partner.example");
    expect(written(report)).not.toContain(CANARY);
  });
});
