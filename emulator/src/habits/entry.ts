/** A question with named answers. */
export interface Choice<V extends string> {
  question: string;
  /** What each answer means. */
  values: Readonly<Record<V, string>>;
  default: V;
  /** What the default rests on. */
  source: string;
}

/** A question whose answer is a number. */
export interface Quantity {
  question: string;
  unit: "seconds" | "minutes" | "clients";
  /** Both ends included. */
  min: number;
  max: number;
  default: number;
  source: string;
}

/** Infers the answers from their meanings. */
export function choice<V extends string>(
  entry: Omit<Choice<V>, "default"> & { default: NoInfer<V> },
): Choice<V> {
  return entry;
}

export function quantity(entry: Quantity): Quantity {
  return entry;
}
