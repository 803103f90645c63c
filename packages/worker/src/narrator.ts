/** Where a worker tells what it does. */
export interface Narrator {
  info(text: string): void;
  warn(text: string): void;
  /** A line that a run's process printed. */
  output(runName: string, line: string): void;
}
