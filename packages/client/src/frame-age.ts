/**
 * How much longer a frame took than the quickest of its connection: the clocks of both ends may differ, and neither has to be
 * right.
 */
export class FrameAge {
  #least = Infinity;

  /** Of a frame that is heard now, in milliseconds. */
  ms(sentAt: string): number {
    const took = Date.now() - Date.parse(sentAt);
    if (Number.isNaN(took)) return Infinity;
    this.#least = Math.min(this.#least, took);
    return took - this.#least;
  }
}
