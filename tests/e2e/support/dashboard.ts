import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { ServerProcess } from "../../support/server-process.ts";
import { theChromium } from "./chromium.ts";
import { FlowProgram } from "./flow-program.ts";
import { leaveTab, newTab, takeTab, type View } from "./tab.ts";
import { tellOfPage } from "./tell-of-page.ts";
import { WatchedPage } from "./watched-page.ts";

/** A real server with the built dashboard, and tabs of a browser to look at it. */
export class Dashboard {
  readonly #home: string;
  readonly #programs: FlowProgram[] = [];
  #server: ServerProcess;

  private constructor(home: string, server: ServerProcess) {
    this.#home = home;
    this.#server = server;
  }

  static async open(env: Record<string, string> = {}): Promise<Dashboard> {
    const home = mkdtempSync(join(tmpdir(), "tutti-e2e-"));
    return new Dashboard(home, await ServerProcess.start({ home, port: 0, env }));
  }

  get api(): string {
    return this.#server.api;
  }

  get origin(): string {
    return new URL(this.api).origin;
  }

  /** A tab as a new one is, for the test that runs. */
  async page(view: View = {}): Promise<WatchedPage> {
    const tab = await takeTab(view);
    return this.#watch(tab, () => leaveTab(tab, view, this.origin));
  }

  /** A tab that no other test has: nothing is cached either, and its clock may be changed. */
  async pageOfItsOwn(view: View = {}): Promise<WatchedPage> {
    const tab = await newTab(await theChromium(), view);
    return this.#watch(tab, () => tab.context().close());
  }

  #watch(tab: Page, leave: () => Promise<void>): WatchedPage {
    const watched = new WatchedPage(tab, this.origin);
    onTestFinished(async (context) => {
      await tellOfPage(watched, context);
      watched.leave();
      await leave();
    });
    return watched;
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
    await Promise.all(this.#programs.map((program) => program.kill()));
    await this.#server.end("SIGTERM");
    rmSync(this.#home, { recursive: true, force: true });
  }
}
