/** One line of the results: who was measured, how durable its answer is, and what it took. */
export interface Row {
  subject: string;
  durability: string;
  /** Figures with their units, by column. */
  figures: Record<string, string>;
}

/** What can be asked of the machine and of the peers in one run. */
export interface Question {
  title: string;
  /** What was run, so that a reader can judge whether it is fair. */
  method: string;
  /** What engine.md's readers were promised, in the same words as the columns. */
  target: string;
  ask(): Promise<Row[]>;
}

const DIGITS = 3;

export function milliseconds(value: number): string {
  return `${Number(value.toPrecision(DIGITS))} ms`;
}

export function perSecond(value: number): string {
  return `${Math.round(value).toLocaleString("en-US")}/s`;
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MB`;
}

export function ratio(value: number): string {
  return `× ${Number(value.toPrecision(DIGITS))}`;
}
