import { emitKeypressEvents } from "node:readline";
import type { ApiClient } from "@tutti/client/http";
import { reasonOf } from "@tutti/client/response-error";
import { uiAddress } from "@tutti/client/ui-address";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { CommandContext } from "../context.ts";
import { startBrowser } from "../open-in-browser.ts";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { cancelRun } from "../runs/cancel-flow-run.ts";
import { scheduleAgain } from "../runs/run-again.ts";
import { isOver } from "../runs/state-text.ts";
import { readTui, type TuiData } from "./tui-data.ts";
import { afterKey, FIRST_LOOK, type TuiAction, type TuiModel } from "./tui-keys.ts";
import { tuiLines } from "./tui-view.ts";

const LOOK_EVERY_MS = 1000;
const OPEN_SCREEN = "\u001B[?1049h\u001B[?25l";
const CLOSE_SCREEN = "\u001B[?25h\u001B[?1049l";

/** Shows runs until q is pressed. Throws `invalid_usage` where there is no terminal. */
export async function runTui(context: CommandContext, { flowNames }: { readonly flowNames: readonly string[] }) {
  if (!context.isInteractive) {
    throw new TuttiError(
      "invalid_usage",
      "It needs a terminal; tutti flow-run ls and tutti flow-run watch tell the same.",
    );
  }
  const api = await context.connect();
  const tui = new Tui(context, api, flowNames, await readTui(api, flowNames, null));
  await tui.run();
}

class Tui {
  readonly #output: Output;
  readonly #api: ApiClient;
  readonly #flowNames: readonly string[];
  readonly #ended = Promise.withResolvers<void>();
  #data: TuiData;
  #model: TuiModel = FIRST_LOOK;
  #notice = "";

  constructor({ output }: CommandContext, api: ApiClient, flowNames: readonly string[], data: TuiData) {
    this.#output = output;
    this.#api = api;
    this.#flowNames = flowNames;
    this.#data = data;
  }

  async run(): Promise<void> {
    const onKey = (text: string | undefined, key: { readonly name?: string; readonly ctrl?: boolean }): void => {
      const isInterrupt = key.ctrl === true && key.name === "c";
      this.#press(isInterrupt ? "q" : (key.name ?? text ?? ""));
    };
    const onResize = (): void => this.#draw();
    emitKeypressEvents(process.stdin);
    process.stdin.setRawMode(true);
    process.stdin.on("keypress", onKey).resume();
    process.stdout.on("resize", onResize).write(OPEN_SCREEN);
    const timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    try {
      this.#draw();
      await this.#ended.promise;
    } finally {
      clearInterval(timer);
      process.stdout.off("resize", onResize).write(CLOSE_SCREEN);
      process.stdin.off("keypress", onKey).setRawMode(false);
      process.stdin.pause();
    }
  }

  #press(key: string): void {
    const ids = this.#data.runs.map(({ id }) => id);
    const { model, action } = afterKey(this.#model, key, ids);
    const isOpened = model.isOpen && !this.#model.isOpen;
    this.#model = model;
    this.#notice = "";
    if (action === "quit") this.#ended.resolve();
    else if (action !== null) void this.#act(action);
    else if (isOpened) void this.#look();
    this.#draw();
  }

  async #act(action: Exclude<TuiAction, "quit">): Promise<void> {
    const run = this.#data.runs.find(({ id }) => id === this.#model.selectedId);
    if (run === undefined) return;
    try {
      this.#notice = await this.#done(action, run);
    } catch (error) {
      this.#notice = oneLine(reasonOf(error));
    }
    await this.#look();
  }

  /** What came of it. */
  async #done(action: Exclude<TuiAction, "quit">, run: FlowRun): Promise<string> {
    const name = oneLine(run.name);
    if (action === "browse") {
      const url = await uiAddress(this.#api, `/runs/flow-run/${run.id}`);
      return (await startBrowser(url)) === null ? "" : url;
    }
    if (action === "cancel") return `${name} is ${(await cancelRun(this.#api, run)).name}.`;
    if (!isOver(run)) return `${name} has not ended.`;
    if (run.deployment_id === null) return `No worker executes it: tutti flow-run retry ${run.id.slice(0, 8)}`;
    await scheduleAgain(this.#api, run);
    return `A worker runs ${name} again.`;
  }

  async #look(): Promise<void> {
    try {
      const { isOpen, selectedId } = this.#model;
      this.#data = await readTui(this.#api, this.#flowNames, isOpen ? selectedId : null);
    } catch (error) {
      this.#notice = oneLine(reasonOf(error));
    }
    this.#draw();
  }

  #draw(): void {
    const { rows, columns } = process.stdout;
    const frame = { rows, columns, nowMs: Date.now(), notice: this.#notice };
    const lines = tuiLines(this.#data, this.#model, frame, this.#output).slice(0, rows);
    process.stdout.write(`\u001B[H${lines.map((line) => `${line}\u001B[K`).join("\r\n")}\u001B[J`);
  }
}
