/** The columns of every object that clients can name. */
export function storedColumns(text: string): string {
  return `id ${text} primary key, created bigint not null, updated bigint not null`;
}
