/** A sparse matrix in compressed rows: the cells of row `r` stand at `rowStarts[r]` up to `rowStarts[r + 1]`. */
export interface CsrMatrix {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly rowStarts: Uint32Array;
  readonly columnIndices: Uint32Array;
  readonly values: Float32Array;
}
