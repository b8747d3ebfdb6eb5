import { differs } from "./compare.ts";

/**
 * A server may hold a field in another form than it was sent. Which forms there are is not documented, so
 * none is known here: what the server made of a value, right after it was written, is its form of that value.
 */

/** The given ones of the named fields. */
export function only<Fields extends object>(
  names: readonly (keyof Fields)[],
  fields: Partial<Fields>,
): Partial<Fields> {
  const given = names.filter((name) => fields[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, fields[name]])) as Partial<Fields>;
}

/** Of what was asked for before, what the server still holds as it did then. */
export function formsThatStay<Fields extends object>(
  requested: Partial<Fields>,
  before: Fields,
  held: Fields,
): Partial<Fields> {
  const names = (Object.keys(requested) as (keyof Fields)[]).filter(
    (name) => !differs(before[name], held[name], () => false),
  );
  return only(names, requested);
}

/**
 * The elements that the server holds, each as the author wrote it and where the author wrote it, as far as
 * they are the author's; so that a comparison shows those alone that are not.
 */
export function aligned(
  held: readonly string[],
  authors: readonly string[],
  isSame: (left: string, right: string) => boolean,
): string[] {
  const rest = [...held];
  const places = authors.map((author) => {
    const index = rest.findIndex((element) => element === author || isSame(element, author));
    if (index < 0) return undefined;
    rest.splice(index, 1);
    return author;
  });
  const filled = places.map((author) => author ?? rest.shift());
  return [...filled.filter((element) => element !== undefined), ...rest];
}

/**
 * What was asked for in other words than a read shows: forms that stay, and of a list that others changed the
 * elements that are still the author's, in the author's spelling. A program that leaves that list to others
 * (`ignoreChanges`) asks for it in those words, and is to have nothing to write.
 *
 * @param known what was known before the read.
 */
export function formsOfRead<List extends string, Fields extends Record<List, string[]>>(
  known: Fields & { requestedFields?: Partial<Fields> },
  held: Fields,
  lists: readonly List[],
  isSame: (left: string, right: string) => boolean,
): Partial<Fields> {
  const { requestedFields: former = {} } = known;
  const authors: Partial<Fields> = { ...known, ...former };
  const spelled = lists
    .map((name) => [name, aligned(held[name], authors[name] ?? [], isSame)] as const)
    .filter(([name, elements]) => differs(elements, held[name], () => false));
  const ofLists = Object.fromEntries(spelled) as Partial<Fields>;
  return { ...ofLists, ...formsThatStay<Fields>(former, known, held) };
}

/**
 * What a preview may say of the fields that an update changes: one that the server held in another form
 * may get one again.
 *
 * @param unknown stands for a value that only the server will tell.
 */
export function expectedFields<Fields extends object>(
  { requestedFields }: { readonly requestedFields?: Partial<Fields> },
  desired: Fields,
  changed: readonly (keyof Fields)[],
  unknown: string,
) {
  const reformed = changed.filter((name) => requestedFields?.[name] !== undefined);
  return {
    ...only(changed, desired),
    ...(Object.fromEntries(reformed.map((name) => [name, unknown])) as Partial<
      Record<keyof Fields, string>
    >),
    ...(requestedFields !== undefined && {
      requestedFields: reformed.length > 0 ? unknown : requestedFields,
    }),
  };
}

/** Says where others changed what an update does not. */
export function driftNote(id: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  return `${id}: others changed ${names.join(", ")} at Stytch; this update leaves that as it is. pulumi refresh shows it.`;
}

/** Says where the server made something else of a value than another spelling. */
export function formNote(id: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  return `${id}: Stytch accepted the request but holds different values for ${names.join(", ")}; the outputs show them.`;
}

/** The notes of an outcome, absent where there are none. */
export function notesOf(...notes: (string | undefined)[]): { notes?: string[] } {
  const said = notes.filter((note) => note !== undefined);
  return said.length > 0 ? { notes: said } : {};
}
