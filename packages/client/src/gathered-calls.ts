interface Call<Q, A> {
  readonly asked: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

/** Sends what many ask for; resolves with the answers in their order. */
export type SendTogether<Q, A> = (asked: readonly Q[]) => Promise<readonly A[]>;

const CHARACTERS_MAX = 1_000_000;
const REQUESTS_MAX = 2;

/**
 * Calls that are made in one turn of the event loop, or while requests are under way, travel together: a thousand runs
 * that begin at once are a few requests, and one that begins alone waits for nothing.
 */
export class GatheredCalls<Q, A> {
  readonly #send: SendTogether<Q, A>;
  readonly #most: number;
  #waiting: Call<Q, A>[] = [];
  #underWay = 0;
  #isScheduled = false;

  /** `most` is how many calls a request may have. */
  constructor(send: SendTogether<Q, A>, most: number) {
    this.#send = send;
    this.#most = most;
  }

  /** Rejects with what its request failed with. */
  call(asked: Q): Promise<A> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled || this.#underWay >= REQUESTS_MAX || this.#waiting.length === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      while (this.#underWay < REQUESTS_MAX && this.#waiting.length > 0) void this.#request(this.#take());
    });
  }

  #take(): Call<Q, A>[] {
    let characters = 0;
    let count = 0;
    for (const { asked } of this.#waiting) {
      characters += JSON.stringify(asked).length;
      if (count === this.#most || (count > 0 && characters > CHARACTERS_MAX)) break;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  async #request(calls: readonly Call<Q, A>[]): Promise<void> {
    this.#underWay++;
    try {
      const answers = await this.#send(calls.map(({ asked }) => asked));
      for (const [index, { resolve, reject }] of calls.entries()) {
        const answer = answers[index];
        if (answer === undefined) reject(new TypeError("The server answered fewer calls than it was asked"));
        else resolve(answer);
      }
    } catch (error) {
      for (const { reject } of calls) reject(error);
    } finally {
      this.#underWay--;
      this.#schedule();
    }
  }
}
