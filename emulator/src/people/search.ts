import { z } from "zod";
import { ApiError, apiError } from "../errors.ts";
import { decodeCursor, encodeCursor } from "../wire/cursor.ts";

const DEFAULT_PAGE_SIZE = 100;

/** Characters that a filter for a part of a text needs. */
const SHORTEST_PART = 3;

/** The body of a search. `limit` 0 or absent means 100; more than 1000 is refused. */
export const searchSchema = z.object({
  cursor: z.string().optional(),
  limit: z.int32().min(0).max(1000).optional(),
  query: z
    .object({
      operator: z.enum(["AND", "OR"]),
      operands: z
        .array(z.looseObject({ filter_name: z.string(), filter_value: z.unknown() }))
        .default([]),
    })
    .optional(),
});

export type Search = z.output<typeof searchSchema>;

/** By filter name: the texts of an entity that the filter compares. */
type Filters<T> = Record<string, (entity: T) => readonly string[]>;

/** What can be searched for; all filters ignore case. */
export interface Searchable<T> {
  /** What the names of the errors begin with. */
  readonly kind: "user" | "member" | "organization";
  /** One of the texts has to be among the filter's values. */
  readonly whole: Filters<T>;
  /** One of the texts has to contain the filter's value. */
  readonly part: Filters<T>;
}

/**
 * Filters entities and cuts a page out of them.
 *
 * @throws ApiError 400 `…_search_filter_name_not_recognized` for an unknown filter, or one that is
 *   not emulated, 400 `…_search_…_too_short`, 400 `invalid_argument` for a wrong filter value or cursor.
 */
export function searchPage<T>(
  entities: readonly T[],
  { query, limit, cursor }: Search,
  searchable: Searchable<T>,
) {
  const tests = (query?.operands ?? []).map((operand) => testOf(operand, searchable));
  const found = entities.filter((entity) => {
    if (tests.length === 0) return true;
    return query?.operator === "OR"
      ? tests.some((test) => test(entity))
      : tests.every((test) => test(entity));
  });
  const start = decodeCursor(cursor);
  const end = start + (limit || DEFAULT_PAGE_SIZE);
  return {
    page: found.slice(start, end),
    metadata: {
      total: found.length,
      next_cursor: end < found.length ? encodeCursor(end) : null,
    },
  };
}

interface Operand {
  filter_name: string;
  filter_value?: unknown;
}

function testOf<T>(operand: Operand, { kind, whole, part }: Searchable<T>): (entity: T) => boolean {
  const name = operand.filter_name;
  const wholeTexts = own(whole, name);
  if (wholeTexts !== undefined) {
    const wanted = new Set(readValue(operand, valuesSchema).map((value) => value.toLowerCase()));
    return (entity) => wholeTexts(entity).some((text) => wanted.has(text.toLowerCase()));
  }
  const partTexts = own(part, name);
  if (partTexts === undefined) {
    throw apiError(`${kind}_search_filter_name_not_recognized`, name);
  }
  const wanted = readValue(operand, z.string()).toLowerCase();
  if (wanted.length < SHORTEST_PART) {
    // Not in the table, since each filter has its own error type.
    const problem = `The value of ${name} must have at least ${SHORTEST_PART} characters.`;
    throw new ApiError(400, `${kind}_search_${name}_too_short`, problem);
  }
  return (entity) => partTexts(entity).some((text) => text.toLowerCase().includes(wanted));
}

function own<T>(filters: Filters<T>, name: string): Filters<T>[string] | undefined {
  return Object.hasOwn(filters, name) ? filters[name] : undefined;
}

const valuesSchema = z.union([z.string().transform((text) => [text]), z.array(z.string())]);

function readValue<T extends z.ZodType>(operand: Operand, schema: T): z.output<T> {
  const value = schema.safeParse(operand.filter_value);
  if (value.success) return value.data;
  throw apiError("invalid_argument", `the value of the filter ${operand.filter_name} is wrong`);
}
