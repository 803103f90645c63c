/** One event on its way to the server, and who is told when it is committed or refused. */
export interface Frame {
  readonly id: string;
  readonly text: string;
  readonly settle: (error: Error | null) => void;
}

interface QueuedFrame extends Frame {
  readonly seq: number;
}

interface Barrier {
  readonly seq: number;
  readonly resolve: () => void;
}

/**
 * The frames that are not acknowledged yet, oldest first. Those before `#sent` are on the wire; after a reconnect all of
 * them go again (the server takes the same event twice for one). Invariant: a frame leaves the queue only by being
 * settled, once.
 */
export class FrameQueue {
  #frames: QueuedFrame[] = [];
  #sent = 0;
  #nextSeq = 1;
  #characters = 0;
  #barriers: Barrier[] = [];

  get size(): number {
    return this.#frames.length;
  }

  get characters(): number {
    return this.#characters;
  }

  get hasUnsent(): boolean {
    return this.#sent < this.#frames.length;
  }

  /** The number of the newest frame on the wire, 0 when none waits for its acknowledgement. */
  get lastSentSeq(): number {
    return this.#frames[this.#sent - 1]?.seq ?? 0;
  }

  push(frame: Frame): void {
    this.#frames.push({ ...frame, seq: this.#nextSeq++ });
    this.#characters += frame.text.length;
  }

  /** The next frames for the wire, as many as fit `maxCharacters`, at least one. */
  takeUnsent(maxCharacters: number): string[] {
    const texts: string[] = [];
    let characters = 0;
    for (let frame = this.#frames[this.#sent]; frame !== undefined; frame = this.#frames[this.#sent]) {
      characters += frame.text.length;
      if (texts.length > 0 && characters > maxCharacters) break;
      texts.push(frame.text);
      this.#sent++;
    }
    return texts;
  }

  /** After a reconnect: nothing counts as sent. */
  resend(): void {
    this.#sent = 0;
  }

  /** A cumulative acknowledgement. An id that is not waiting (acknowledged before a reconnect) changes nothing. */
  acknowledge(id: string): void {
    this.#settleFirst(this.#frames.findIndex((frame) => frame.id === id) + 1);
  }

  acknowledgeThrough(seq: number): void {
    const later = this.#frames.findIndex((frame) => frame.seq > seq);
    this.#settleFirst(later === -1 ? this.#frames.length : later);
  }

  /** One frame was refused; the others wait on. */
  refuse(id: string, error: Error): void {
    const index = this.#frames.findIndex((frame) => frame.id === id);
    const [frame] = index === -1 ? [] : this.#frames.splice(index, 1);
    if (frame === undefined) return;
    if (index < this.#sent) this.#sent--;
    this.#characters -= frame.text.length;
    frame.settle(error);
    this.#openBarriers();
  }

  /** No acknowledgement will come any more. */
  failAll(error: Error): void {
    const frames = this.#frames;
    this.#frames = [];
    this.#sent = 0;
    this.#characters = 0;
    for (const frame of frames) frame.settle(error);
    this.#openBarriers();
  }

  /** Resolves when every frame pushed so far is settled. */
  whenSettled(): Promise<void> {
    const last = this.#frames.at(-1);
    if (last === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      this.#barriers.push({ seq: last.seq, resolve });
    });
  }

  #settleFirst(count: number): void {
    if (count === 0) return;
    const settled = this.#frames.splice(0, count);
    this.#sent = Math.max(0, this.#sent - count);
    for (const frame of settled) {
      this.#characters -= frame.text.length;
      frame.settle(null);
    }
    this.#openBarriers();
  }

  #openBarriers(): void {
    if (this.#barriers.length === 0) return;
    const oldest = this.#frames[0]?.seq ?? Infinity;
    const open = this.#barriers.filter((barrier) => barrier.seq < oldest);
    this.#barriers = this.#barriers.filter((barrier) => barrier.seq >= oldest);
    for (const barrier of open) barrier.resolve();
  }
}
