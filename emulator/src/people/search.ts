import { z } from "zod";
import { ApiError, invalidArgument } from "../errors.ts";
import { decodeCursor, encodeCursor } from "../wire/cursor.ts";

const DEFAULT_PAGE_SIZE = 100;

/** The body of a search. `limit` 0 or absent means 100; more than 1000 is refused. */
export const searchSchema = z.object({
  cursor: z.string().optional(),
  limit: z.int32().min(0).max(1000).optional(),
  query: z
    .object({
      operator: z.enum(["AND", "OR"]),
      operands: z.array(z.looseObject({ filter_name: z.string(), filter_value: z.unknown() })),
    })
    .optional(),
});

export type Search = z.output<typeof searchSchema>;

/** By filter name: the texts of an entity of which one has to be among the filter's values. */
export type Filters<T> = Record<string, (entity: T) => string[]>;

/**
 * Filters entities and cuts a page out of them.
 *
 * @param unknownFilter The name of the error for a filter that does not exist, or not here.
 * @throws ApiError 400 of that name, 400 `invalid_argument` for a wrong filter value or cursor.
 */
export function searchPage<T>(
  entities: readonly T[],
  { query, limit, cursor }: Search,
  filters: Filters<T>,
  unknownFilter: string,
) {
  const tests = (query?.operands ?? []).map((operand) => testOf(operand, filters, unknownFilter));
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

const valuesSchema = z.union([z.string().transform((text) => [text]), z.array(z.string())]);

function testOf<T>(
  operand: { filter_name: string; filter_value: unknown },
  filters: Filters<T>,
  unknownFilter: string,
): (entity: T) => boolean {
  const name = operand.filter_name;
  const textsOf = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (textsOf === undefined) {
    throw new ApiError(400, unknownFilter, `The filter ${name} is unknown or not emulated.`);
  }
  const values = valuesSchema.safeParse(operand.filter_value);
  if (!values.success) throw invalidArgument(`the value of the filter ${name} is wrong`);
  const wanted = new Set(values.data.map((value) => value.toLowerCase()));
  return (entity) => textsOf(entity).some((text) => wanted.has(text.toLowerCase()));
}
