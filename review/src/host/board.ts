/** A text of ours at a host: a comment, or an issue. */
export interface Post {
  readonly id: number;
  readonly body: string;
}

/**
 * Where our texts stand at a host: the comments of one pull or merge request, or the issues of a
 * repository. Every function throws `HostError` where the host refuses, or cannot be reached.
 */
export interface Board {
  /** Those that this account wrote under the marker, whichever job did, oldest first. */
  list(): Promise<Post[]>;
  create(body: string): Promise<Post>;
  /** @returns whether it was still there. */
  update(id: number, body: string): Promise<boolean>;
  /** Deletes or closes it; one that is gone is done. */
  remove(id: number): Promise<void>;
}
