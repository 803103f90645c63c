/** How whoever shows an explanation writes times. All of them are milliseconds, of the epoch where they are no spans. */
export interface Moments {
  readonly now: number;
  /** `5 min ago`, `in 5 min`. */
  readonly relative: (at: number) => string;
  /** `in 5 min`, however far off. */
  readonly ahead: (at: number) => string;
  /** The date and the time of day. */
  readonly absolute: (at: number) => string;
  readonly span: (length: number) => string;
}
