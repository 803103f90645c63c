import { TuttiError } from "@tutti/core/errors";

/** How long an answer is waited for, and the parts of what it brings. */
export class Patience {
  readonly #url: string;
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout;

  constructor(url: string, ms: number) {
    this.#url = url;
    this.#timer = this.#giveUpAfter(ms);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  /** The answer, whose body ends the wait; with `partMs` each part of it may take so long. */
  watched(answer: Response, partMs: number | null): Response {
    if (answer.body === null) {
      this.end();
      return answer;
    }
    if (partMs !== null) {
      this.end();
      this.#timer = this.#giveUpAfter(partMs);
    }
    const watch = new TransformStream<Uint8Array, Uint8Array>({
      transform: (part, out) => {
        if (partMs !== null) this.#timer.refresh();
        out.enqueue(part);
      },
      flush: () => this.end(),
    });
    const { status, statusText, headers } = answer;
    return new Response(answer.body.pipeThrough(watch), { status, statusText, headers });
  }

  #giveUpAfter(ms: number): NodeJS.Timeout {
    const told = `${this.#url} sent nothing for ${ms / 1000} s`;
    const timer = setTimeout(() => this.#controller.abort(new TuttiError("failed_request", told)), ms);
    return timer.unref();
  }
}
