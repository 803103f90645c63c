import type { CsrMatrix } from "./csr-matrix.ts";

/** One row: a text is a category (one column per value), a number a column of its own. */
export type FeatureDict = Readonly<Record<string, string | number>>;

/**
 * Turns feature dictionaries into a sparse matrix as scikit-learn's `DictVectorizer` does: categories one-hot in columns
 * named `feature=value`, columns in the order of their names, numbers kept even when they are zero.
 */
export class DictVectorizer {
  readonly featureNames: readonly string[];
  readonly #columnOf: ReadonlyMap<string, number>;

  /** A vectoriser with known columns, for example read back from a file. */
  constructor(featureNames: readonly string[]) {
    this.featureNames = featureNames;
    this.#columnOf = new Map(featureNames.map((name, column) => [name, column]));
  }

  /** Learns the columns from the rows that a model is trained on. */
  static fit(rows: readonly FeatureDict[]): DictVectorizer {
    const names = new Set<string>();
    for (const row of rows) {
      for (const [feature, value] of Object.entries(row)) names.add(columnName(feature, value));
    }
    return new DictVectorizer([...names].sort());
  }

  /** Rows in the learned columns. Features never seen while fitting are left out. */
  transform(rows: readonly FeatureDict[]): CsrMatrix {
    const rowStarts = new Uint32Array(rows.length + 1);
    const columnIndices: number[] = [];
    const values: number[] = [];
    for (const [index, row] of rows.entries()) {
      for (const [column, value] of this.#cells(row)) {
        columnIndices.push(column);
        values.push(value);
      }
      rowStarts[index + 1] = values.length;
    }
    return {
      rowCount: rows.length,
      columnCount: this.featureNames.length,
      rowStarts,
      columnIndices: Uint32Array.from(columnIndices),
      values: Float32Array.from(values),
    };
  }

  #cells(row: FeatureDict): [column: number, value: number][] {
    const cells: [number, number][] = [];
    for (const [feature, value] of Object.entries(row)) {
      const column = this.#columnOf.get(columnName(feature, value));
      if (column !== undefined) cells.push([column, typeof value === "number" ? value : 1]);
    }
    return cells.sort(([a], [b]) => a - b);
  }
}

function columnName(feature: string, value: string | number): string {
  return typeof value === "string" ? `${feature}=${value}` : feature;
}
