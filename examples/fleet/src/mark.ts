/**
 * What the tag of a stack tells of the last run there. A run that ends well leaves a `done`; until then the
 * time of the state differs from that of an earlier `done`, whoever deployed it, or its number of resources, if someone
 * edited it.
 */
export type Mark =
  | { readonly kind: "none" }
  /** Clients with these keys and names were being created, none of which existed before. */
  | { readonly kind: "creating"; readonly names: string }
  /** Of the clients that were deployed, and of the state they were left in. */
  | {
      readonly kind: "done";
      readonly input: string;
      readonly time: string;
      /** How many resources the state had. */
      readonly resources: number;
    };

export const MARK_TAG = "fleet:last";

export function markOf(text: string | undefined): Mark {
  const [kind, first, second, third] = (text ?? "").split(" ");
  if (kind === "creating" && first) return { kind, names: first };
  // Earlier versions left no number of resources: their stacks are opened once.
  if (kind === "done" && first && second && third) {
    return { kind, input: first, time: second, resources: Number(third) };
  }
  return { kind: "none" };
}

export function textOf(mark: Exclude<Mark, { kind: "none" }>): string {
  if (mark.kind === "creating") return `creating ${mark.names}`;
  return `done ${mark.input} ${mark.time} ${mark.resources}`;
}

/** A time as Pulumi's list of stacks gives it; a state has more digits. */
export function listedTime(time: string): string {
  return new Date(time).toISOString();
}
