/** Whether an input asks for its default: left out, `null`, `""` or `[]`. */
export function isNotSet(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}
