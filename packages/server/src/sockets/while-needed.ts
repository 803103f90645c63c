/** A feed that is followed from when somebody first needs it until nobody does. */
export class WhileNeeded {
  readonly #follow: () => Promise<() => void>;
  readonly #needers = new Set<object>();
  #followed: Promise<() => void> | null = null;

  constructor(follow: () => Promise<() => void>) {
    this.#follow = follow;
  }

  /** Resolves when it is followed. One that could not be is tried again the next time. */
  async need(needer: object): Promise<void> {
    this.#needers.add(needer);
    const followed = (this.#followed ??= this.#follow());
    try {
      await followed;
    } catch (error) {
      if (this.#followed === followed) this.#followed = null;
      throw error;
    }
  }

  leave(needer: object): void {
    this.#needers.delete(needer);
    if (this.#needers.size > 0) return;
    const followed = this.#followed;
    this.#followed = null;
    followed?.then(
      (stop) => stop(),
      () => undefined,
    );
  }
}
