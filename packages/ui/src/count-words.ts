/** `1 queue`, `2 queues`, `1,200 queues`. */
export function countWords(count: number, word: string): string {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}
