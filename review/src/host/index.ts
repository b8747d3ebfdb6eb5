import type { Board } from "./board.ts";
import type { Destination } from "./destination.ts";
import { githubComments, githubIssues } from "./github.ts";
import { gitlabComments, gitlabIssues } from "./gitlab.ts";

export type { Board, Post } from "./board.ts";
export type { Destination } from "./destination.ts";
export { HostError } from "./host-error.ts";
export { keepOne, type Outcome } from "./keep-one.ts";
export { isKey, marked } from "./marker.ts";

/** The comments of the pull or merge request of a destination. */
export function commentsOf(destination: Destination, key: string): Board {
  return destination.host === "github"
    ? githubComments(destination, key)
    : gitlabComments(destination, key);
}

/** The issues of the repository of a destination. */
export function issuesOf(destination: Destination, key: string, title: string): Board {
  return destination.host === "github"
    ? githubIssues(destination, key, title)
    : gitlabIssues(destination, key, title);
}
