/**
 * Calls what it is given in order, one a turn of the event loop, the first at once: what each of them sets off has come to
 * its end before the next begins, as if they had been told apart from each other.
 */
export class OneATurn {
  #waiting: (() => void)[] = [];
  #isBusy = false;

  add(call: () => void): void {
    if (this.#isBusy) {
      this.#waiting.push(call);
      return;
    }
    this.#isBusy = true;
    call();
    setImmediate(this.#next);
  }

  readonly #next = (): void => {
    const calls = this.#waiting;
    this.#waiting = [];
    // Node lets what each sets off come to its end between the immediates of one round, too.
    for (const call of calls) setImmediate(call);
    if (calls.length === 0) this.#isBusy = false;
    else setImmediate(this.#next);
  };
}
