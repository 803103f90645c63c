/** `2026-11-22T18:49:12Z` as the browser's time field shows it, in the viewer's zone; empty for what is no time. */
export function toLocalInput(text: string): string {
  const at = Date.parse(text);
  if (Number.isNaN(at)) return "";
  const minutes = new Date(at).getTimezoneOffset();
  return new Date(at - minutes * 60_000).toISOString().slice(0, 19);
}

/** The instant that a time field means, in UTC. */
export function fromLocalInput(text: string): string {
  return new Date(text).toISOString();
}
