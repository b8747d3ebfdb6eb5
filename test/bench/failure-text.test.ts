import { describe, expect, it } from "vitest";
import { failureText } from "../../bench/compare/failure-text.ts";

const ENDING = "ended with code 1";

describe("why a command failed", () => {
  it("is how it ended and the first error that it printed", () => {
    const printed = "Updating (bench):\n\n  error: update failed\n  error: more of it";
    expect(failureText(ENDING, printed, "/tmp/x")).toBe("ended with code 1 error: update failed");
  });

  it("is what stands on its error output, where there is something", () => {
    const text = failureText(`${ENDING}: warning\n Error: 429`, "error: update failed", "/tmp/x");
    expect(text).toBe("ended with code 1: warning Error: 429");
  });

  it("is anything that it printed where no line speaks of an error", () => {
    expect(failureText(ENDING, "\n killed \n", "/tmp/x")).toBe("ended with code 1 killed");
    expect(failureText(ENDING, "", "/tmp/x")).toBe(ENDING);
  });

  it("names no folder of this run", () => {
    const text = failureText(ENDING, "error in /tmp/x/index.js", "/tmp/x");
    expect(text).toBe("ended with code 1 error in ./index.js");
  });

  it("names no folder of any run, where it is not told which one", () => {
    const text = failureText(ENDING, "error in '/tmp/stytch-bench-Ab12/index.js'");
    expect(text).toBe("ended with code 1 error in './index.js'");
  });

  it("names no id of this run", () => {
    const id = "c6b0f23b-aaa1-42a5-9a5a-20dd2997c3ee";
    const text = failureText(ENDING, `error: request-id-test-${id}`, "/tmp/x");
    expect(text).toBe("ended with code 1 error: request-id-test-…");
  });

  it("is short", () => {
    expect(failureText(ENDING, `error ${"x".repeat(5_000)}`, "/tmp/x")).toHaveLength(160);
  });
});
