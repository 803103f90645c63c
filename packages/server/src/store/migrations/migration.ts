/** What the text of a migration needs to know of the dialect. */
export interface ColumnTypes {
  /** Text ordered and compared by its bytes, in both databases alike. */
  readonly text: string;
  /** Follows an index's column, so that lists put what has no time yet where SQLite puts it, in both databases. */
  readonly nullsFirst: string;
  /** Whether an index takes text of any length: Postgres takes 2.7 KB, which some lists of tags exceed. */
  readonly indexesLongText: boolean;
  /** Columns and primary key that number the rows of a table in the order in which they are committed. */
  readonly commitOrder: string;
  /** Statements that let logs say in which transaction they were kept; none where one server has the database to itself. */
  readonly logOrder: readonly string[];
  /** Follows a table of which nothing but the primary key is asked. */
  readonly keyTable: string;
  /** Follows an index on the text column: leaves out what the database cannot index for its length. */
  readonly ifShort: (column: string) => string;
  /** Selects the ids of the resources that events relate to, with when the event occurred and its id. */
  readonly relatedIds: string;
}

/** One step of the schema. Its statements are committed together with the row that records it. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly statements: (types: ColumnTypes) => Iterable<string>;
}
