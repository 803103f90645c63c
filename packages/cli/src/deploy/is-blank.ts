/** Whether a value of a file, or of an option, is left to be filled in. */
export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}
