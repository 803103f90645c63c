import type { CommittedEvent } from "../../src/store/rows/event-row.ts";

/** What a follower of the feed has heard. */
export class Followed {
  readonly events: CommittedEvent[] = [];
  #onHeard: () => void = () => {};

  readonly hear = (events: readonly CommittedEvent[]): void => {
    this.events.push(...events);
    this.#onHeard();
  };

  get ids(): string[] {
    return this.events.map(({ id }) => id);
  }

  /** Resolves when the last of these is heard, with what was heard from the first of them on. */
  async until(ids: readonly string[]): Promise<string[]> {
    const [first = "", last = ""] = [ids[0], ids.at(-1)];
    while (!this.ids.includes(last)) {
      await new Promise<void>((resolve) => {
        this.#onHeard = resolve;
      });
    }
    return this.ids.slice(this.ids.indexOf(first));
  }
}
