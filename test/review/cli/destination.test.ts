import { describe, expect, it } from "vitest";
import { ArgumentError } from "../../../review/src/cli/argument-error.ts";
import { destinationOf } from "../../../review/src/cli/destination.ts";
import { commandFolder } from "./_command.ts";

const GITHUB = {
  GITHUB_ACTIONS: "true",
  GITHUB_REPOSITORY: "acme/shop",
  GITHUB_TOKEN: "token-of-github",
};
const GITLAB = {
  GITLAB_CI: "true",
  CI_PROJECT_ID: "42",
  CI_MERGE_REQUEST_IID: "7",
  CI_API_V4_URL: "https://git.example.com/api/v4/",
  GITLAB_TOKEN: "token-of-gitlab",
};

describe("where a job comments", () => {
  it("is the pull request of the event at GitHub", () => {
    const { write } = commandFolder();
    const GITHUB_EVENT_PATH = write("event.json", { pull_request: { number: 7 } });
    expect(destinationOf({}, { ...GITHUB, GITHUB_EVENT_PATH }, true)).toEqual({
      host: "github",
      apiUrl: "https://api.github.com",
      repository: "acme/shop",
      number: 7,
      token: "token-of-github",
    });
  });

  it("is the merge request of the pipeline at GitLab", () => {
    expect(destinationOf({}, GITLAB, true)).toEqual({
      host: "gitlab",
      apiUrl: "https://git.example.com/api/v4",
      repository: "42",
      number: 7,
      token: "token-of-gitlab",
    });
  });

  it("is what the options say, before what the job says", () => {
    const options = { host: "gitlab", repository: "acme/shop", number: 9 } as const;
    expect(destinationOf(options, { ...GITHUB, ...GITLAB }, true)).toMatchObject(options);
  });

  it("is no request where an issue is meant", () => {
    expect(destinationOf({}, GITLAB, false).number).toBeUndefined();
    expect(destinationOf({}, GITHUB, false).number).toBeUndefined();
  });

  it.each<[string, Record<string, string>, string]>([
    ["no host", { GITHUB_ACTIONS: "" }, "--host: this is no job of GitHub or GitLab"],
    ["no repository", { GITHUB_REPOSITORY: "" }, "--repository: not known"],
    ["a repository without its owner", { GITHUB_REPOSITORY: "shop" }, "--repository: not known"],
    ["no token", { GITHUB_TOKEN: "" }, "GITHUB_TOKEN: not set"],
    [
      "a URL without TLS",
      { GITHUB_API_URL: "http://git.example.com" },
      "GITHUB_API_URL: not an https:// URL",
    ],
    ["no URL at all", { GITHUB_API_URL: "git" }, "GITHUB_API_URL: not an https:// URL"],
  ])("is refused by name: %s", (_title, env, problem) => {
    const place = () => destinationOf({ number: 7 }, { ...GITHUB, ...env }, true);
    expect(place).toThrow(ArgumentError);
    expect(place).toThrow(problem);
  });

  it.each([
    ["an event about no pull request", JSON.stringify({ ref: "refs/heads/main" })],
    ["an event that is no JSON", "{"],
    ["a number that is none", JSON.stringify({ pull_request: { number: "7; rm" } })],
  ])("names --number where the job does not say it: %s", (_title, event) => {
    const { write } = commandFolder();
    const env = { ...GITHUB, GITHUB_EVENT_PATH: write("event.json", event) };
    expect(() => destinationOf({}, env, true)).toThrow(
      "--number: the job is not about a pull request",
    );
  });

  it("names --number where a pipeline is for no merge request", () => {
    const { CI_MERGE_REQUEST_IID: _, ...env } = GITLAB;
    expect(() => destinationOf({}, env, true)).toThrow(
      "--number: the job is not about a merge request",
    );
  });
});
