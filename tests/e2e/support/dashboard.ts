import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { ServerProcess } from "../../support/server-process.ts";
import { launchChromium } from "./chromium.ts";
import { FlowProgram } from "./flow-program.ts";
import { WatchedPage } from "./watched-page.ts";

/** A real server with the built dashboard, and a browser to look at it. */
export class Dashboard {
  readonly #home: string;
  readonly #browser: Browser;
  readonly #programs: FlowProgram[] = [];
  #server: ServerProcess;

  private constructor(home: string, server: ServerProcess, browser: Browser) {
    this.#home = home;
    this.#server = server;
    this.#browser = browser;
  }

  static async open(env: Record<string, string> = {}): Promise<Dashboard> {
    const home = mkdtempSync(join(tmpdir(), "tutti-e2e-"));
    const server = await ServerProcess.start({ home, port: 0, env });
    return new Dashboard(home, server, await launchChromium());
  }

  get api(): string {
    return this.#server.api;
  }

  get origin(): string {
    return new URL(this.api).origin;
  }

  /** A fresh tab: no storage, no cache. */
  async page(options: BrowserContextOptions = {}): Promise<WatchedPage> {
    const context = await this.#browser.newContext({
      viewport: { width: 1440, height: 900 },
      timezoneId: "UTC",
      ...options,
    });
    context.setDefaultTimeout(120_000);
    return WatchedPage.open(context, this.origin);
  }

  run(flow: "live" | "broken" | "wide"): FlowProgram {
    const program = new FlowProgram(flow, this.api, this.#home);
    this.#programs.push(program);
    return program;
  }

  /** The JSON that the API answers; throws with the answer when it is no success. */
  async call(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.api}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  /** Ends the server, and starts it again at the same address with the same data. */
  async restartServer(whileDown: () => Promise<void>): Promise<void> {
    const port = Number(new URL(this.api).port);
    await this.#server.end("SIGTERM");
    await whileDown();
    this.#server = await ServerProcess.start({ home: this.#home, port });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await Promise.all(this.#programs.map((program) => program.kill()));
    await this.#server.end("SIGTERM");
    rmSync(this.#home, { recursive: true, force: true });
  }
}
