/** Where texts go, and by which account. */
export interface Destination {
  readonly host: "github" | "gitlab";
  /** E.g. `https://api.github.com`, `https://gitlab.com/api/v4`; without a slash at its end. */
  readonly apiUrl: string;
  /** At GitHub `owner/name`; at GitLab the path or the id of the project. */
  readonly repository: string;
  /** Of the pull or merge request; undefined for issues. */
  readonly number: number | undefined;
  readonly token: string;
}
