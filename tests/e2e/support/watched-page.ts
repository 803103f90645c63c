import type { ConsoleMessage, Page, Request, Response } from "playwright-core";

/** A page of which everything is noted that nobody should ever see. */
export class WatchedPage {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors, requests that failed, requests to anybody else. */
  readonly faults: string[] = [];
  readonly apiCalls: string[] = [];
  readonly #unanswered = new Set<Request>();
  readonly #origin: string;

  constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
    page.on("console", this.#onConsole).on("pageerror", this.#onError);
    page.on("request", this.#onRequest).on("requestfailed", this.#onFailure).on("response", this.#onResponse);
    page.on("requestfinished", this.#onEnd).on("requestfailed", this.#onEnd);
  }

  /** Notes nothing more: the tab is somebody else's. */
  leave(): void {
    const { page } = this;
    page.off("console", this.#onConsole).off("pageerror", this.#onError);
    page.off("request", this.#onRequest).off("requestfailed", this.#onFailure).off("response", this.#onResponse);
    page.off("requestfinished", this.#onEnd).off("requestfailed", this.#onEnd);
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(`${this.#origin}/dashboard${path}`);
  }

  /** What the address holds after the page's path. */
  get search(): string {
    return decodeURIComponent(new URL(this.page.url()).search);
  }

  /** How many calls of the API were not answered yet. */
  get unansweredCalls(): number {
    return this.#unanswered.size;
  }

  readonly #onConsole = (message: ConsoleMessage): void => {
    const level = message.type();
    if (level === "error" || level === "warning") this.faults.push(`console ${level}: ${message.text()}`);
  };

  readonly #onError = (error: Error): void => {
    this.faults.push(`uncaught: ${error.message}`);
  };

  readonly #onRequest = (request: Request): void => {
    const { origin, pathname } = new URL(request.url());
    if (origin !== this.#origin && !request.url().startsWith("blob:"))
      this.faults.push(`third party: ${request.url()}`);
    if (!pathname.startsWith("/api/")) return;
    this.apiCalls.push(`${request.method()} ${pathname}`);
    this.#unanswered.add(request);
  };

  readonly #onEnd = (request: Request): void => {
    this.#unanswered.delete(request);
  };

  readonly #onFailure = (request: Request): void => {
    // A search that is typed on, or a page that is left, gives its request up.
    const reason = request.failure()?.errorText ?? "";
    if (reason !== "net::ERR_ABORTED") this.faults.push(`failed: ${request.url()} ${reason}`);
  };

  readonly #onResponse = (response: Response): void => {
    if (response.status() >= 400) this.faults.push(`${response.status()}: ${response.url()}`);
  };
}
