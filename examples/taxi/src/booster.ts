import koffi from "koffi";
import type { DMatrix } from "./d-matrix.ts";
import { check, created } from "./xgboost-error.ts";
import { type Handle, type Out, xgboostLibrary } from "./xgboost-library.ts";

export type BoosterParams = Readonly<Record<string, string | number>>;

/** Trees that XGBoost grows round by round, freed at the end of the `using` block. */
export class Booster implements Disposable {
  readonly #handle: Handle;

  private constructor(handle: Handle) {
    this.#handle = handle;
  }

  /** An empty model for these matrices. Throws what XGBoost says about a parameter that it does not take. */
  static create(params: BoosterParams, matrices: readonly DMatrix[]): Booster {
    const library = xgboostLibrary();
    const handles = matrices.map((matrix) => matrix.handle);
    const handle = created((out) => library.boosterCreate(handles, handles.length, out));
    for (const [name, value] of Object.entries(params)) check(library.boosterSetParam(handle, name, String(value)));
    return new Booster(handle);
  }

  /** Grows one more round of trees. Blocks for as long as that takes. */
  update(round: number, train: DMatrix): void {
    check(xgboostLibrary().boosterUpdate(this.#handle, round, train.handle));
  }

  /** The error on a matrix after a round, in the metric of the objective. */
  evaluate(round: number, matrix: DMatrix): number {
    const out: Out<string> = [null];
    check(xgboostLibrary().boosterEvaluate(this.#handle, round, [matrix.handle], ["matrix"], 1, out));
    // XGBoost answers a line for people: "[0]\tmatrix-rmse:19.48425403996356309".
    return Number(out[0]?.split(":").at(-1));
  }

  predict(matrix: DMatrix): Float32Array {
    const config = JSON.stringify({
      type: 0,
      training: false,
      iteration_begin: 0,
      iteration_end: 0,
      strict_shape: true,
    });
    const shape: Out<Handle> = [null];
    const dimensions: Out<number> = [null];
    const out: Out<Handle> = [null];
    check(xgboostLibrary().boosterPredict(this.#handle, matrix.handle, config, shape, dimensions, out));
    const rows = Number(koffi.decode(shape[0], "uint64_t"));
    return Float32Array.from(koffi.decode(out[0], "float", rows));
  }

  /** How many rounds of trees the model has. */
  get rounds(): number {
    const out: Out<number> = [null];
    check(xgboostLibrary().boosterRounds(this.#handle, out));
    return out[0] ?? 0;
  }

  /** A copy with the first `rounds` rounds. */
  firstRounds(rounds: number): Booster {
    return new Booster(created((out) => xgboostLibrary().boosterSlice(this.#handle, 0, rounds, 1, out)));
  }

  /** Writes the model in the format that the name ends in: `.json`, or `.ubj` (the same as binary JSON). */
  save(path: string): void {
    check(xgboostLibrary().boosterSave(this.#handle, path));
  }

  [Symbol.dispose](): void {
    xgboostLibrary().boosterFree(this.#handle);
  }
}
