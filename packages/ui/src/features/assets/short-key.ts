/** The end of a URI says most. */
export function shortKey(key: string): string {
  const parts = key.split("/").filter((part) => part !== "");
  return parts.slice(-2).join("/");
}
