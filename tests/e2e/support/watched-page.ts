import type { BrowserContext, Page } from "playwright-core";

/** A page of which everything is noted that nobody should ever see. */
export class WatchedPage {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors, requests that failed, requests to anybody else. */
  readonly faults: string[] = [];
  readonly apiCalls: string[] = [];
  readonly #origin: string;

  private constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
    page.on("console", (message) => {
      const level = message.type();
      if (level === "error" || level === "warning") this.faults.push(`console ${level}: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.faults.push(`uncaught: ${error.message}`));
    page.on("request", (request) => this.#note(request.method(), request.url()));
    page.on("requestfailed", (request) => {
      // A search that is typed on, or a page that is left, gives its request up.
      const reason = request.failure()?.errorText ?? "";
      if (reason !== "net::ERR_ABORTED") this.faults.push(`failed: ${request.url()} ${reason}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) this.faults.push(`${response.status()}: ${response.url()}`);
    });
  }

  static async open(context: BrowserContext, origin: string): Promise<WatchedPage> {
    return new WatchedPage(await context.newPage(), origin);
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(`${this.#origin}/dashboard${path}`);
  }

  /** What the address holds after the page's path. */
  get search(): string {
    return decodeURIComponent(new URL(this.page.url()).search);
  }

  #note(method: string, url: string): void {
    const { origin, pathname } = new URL(url);
    if (origin !== this.#origin && !url.startsWith("blob:")) this.faults.push(`third party: ${url}`);
    if (pathname.startsWith("/api/")) this.apiCalls.push(`${method} ${pathname}`);
  }
}
