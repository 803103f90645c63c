/** What the registry of errors says of a code. */
export interface ErrorEntry {
  /** Whether the same attempt may succeed later without anything being changed. */
  readonly isTransient: boolean;
  /** What happened; `{detail}` is what the thrower adds. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}
