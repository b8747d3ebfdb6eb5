/** A file cannot be read or written; `message` names it, the problem and the remedy. */
export class FileError extends Error {
  override name = "FileError";
}
