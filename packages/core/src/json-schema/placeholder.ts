import type { SchemaProblem, ValuePath } from "./problem.ts";

/** Stands where a value will be that is only known later, or where one should be and what is wrong with it. */
export class Placeholder {
  readonly error: string | null;

  constructor(error: string | null) {
    this.error = error;
  }

  /** What comes later is not judged now. */
  problemsAt(path: ValuePath): SchemaProblem[] {
    return this.error === null ? [] : [{ path, keyword: "placeholder", message: this.error }];
  }
}
