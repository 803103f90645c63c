import koffi from "koffi";
import type { CsrMatrix } from "./csr-matrix.ts";
import { created, check } from "./xgboost-error.ts";
import { type Handle, xgboostLibrary } from "./xgboost-library.ts";

type NumberArray = Uint32Array | Float32Array;

/** XGBoost's own copy of a sparse matrix and its labels, freed at the end of the `using` block. */
export class DMatrix implements Disposable {
  readonly handle: Handle;

  /** Copies the data; `labels` has one number for each row. */
  constructor(features: CsrMatrix, labels: Float32Array) {
    const library = xgboostLibrary();
    const rows = [features.rowStarts, features.columnIndices, features.values].map(arrayInterface);
    const [rowStarts = "", indices = "", values = ""] = rows;
    // JSON has no NaN, but XGBoost's parser wants one for "missing".
    const config = `{"missing": NaN}`;
    this.handle = created((out) =>
      library.dMatrixFromCsr(rowStarts, indices, values, features.columnCount, config, out),
    );
    check(library.dMatrixSetInfo(this.handle, "label", arrayInterface(labels)));
  }

  [Symbol.dispose](): void {
    xgboostLibrary().dMatrixFree(this.handle);
  }
}

/**
 * NumPy's array interface, by which XGBoost takes data: the address of the numbers, which the caller keeps alive. Little
 * endian, as is every platform that Node 24 and XGBoost share.
 */
function arrayInterface(numbers: NumberArray): string {
  const typestr = numbers instanceof Float32Array ? "<f4" : "<u4";
  return `{"data": [${koffi.address(numbers)}, true], "shape": [${numbers.length}], "typestr": "${typestr}", "version": 3}`;
}
