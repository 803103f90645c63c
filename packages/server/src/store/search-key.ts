/** Characters of a text that both databases can index, whatever they are: Postgres takes 2.7 KB. */
export const KEY_LENGTH_MAX = 600;

/** Whether rows with this value are in every index of it. */
export function isSearchKey(text: string): boolean {
  return text !== "" && text.length <= KEY_LENGTH_MAX && !text.includes("\0");
}
