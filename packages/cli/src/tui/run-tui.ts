import type { ApiClient } from "@tutti/client/http";
import { reasonOf } from "@tutti/client/response-error";
import { uiAddress } from "@tutti/client/ui-address";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { CommandContext } from "../context.ts";
import { EXIT } from "../exit-code.ts";
import { startBrowser } from "../open-in-browser.ts";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { cancelRun } from "../runs/cancel-flow-run.ts";
import { refuseWithoutTaker } from "../runs/refuse-without-taker.ts";
import { scheduleAgain } from "../runs/run-again.ts";
import { isOver } from "../runs/state-text.ts";
import { readTui, type TuiData } from "./tui-data.ts";
import { afterKey, FIRST_LOOK, type TuiAction, type TuiModel } from "./tui-keys.ts";
import { TuiScreen } from "./tui-screen.ts";
import { tuiLines } from "./tui-view.ts";

const LOOK_EVERY_MS = 1000;
/** What is shown is this old before it is said that it is. */
const OLD_AFTER_MS = 3000;

/** Shows runs until q is pressed. Throws `invalid_usage` where there is no terminal. */
export async function runTui(context: CommandContext, { flowNames }: { readonly flowNames: readonly string[] }) {
  if (!context.isInteractive || !context.output.isTerminal) {
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
  readonly #ended = Promise.withResolvers<NodeJS.Signals | null>();
  readonly #screen: TuiScreen;
  #data: TuiData;
  #model: TuiModel = FIRST_LOOK;
  /** What came of the last key. */
  #notice = "";
  /** What is said of the server, until it answers. */
  #waiting = "";
  /** When what is shown was read. */
  #readAtMs = Date.now();
  /** One look at a time: answers that overtake each other would show what was before. */
  #isLooking = false;
  #looksAgain = false;

  constructor({ output }: CommandContext, api: ApiClient, flowNames: readonly string[], data: TuiData) {
    this.#output = output;
    this.#api = api;
    this.#flowNames = flowNames;
    this.#data = data;
    this.#screen = new TuiScreen({
      onKey: (key) => this.#press(key),
      onResize: () => this.#draw(),
      onSignal: (signal) => this.#ended.resolve(signal),
    });
  }

  async run(): Promise<void> {
    this.#output.divert((text) => {
      this.#waiting = oneLine(text);
    });
    const timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    try {
      this.#draw();
      const signal = await this.#ended.promise;
      if (signal !== null) setImmediate(() => process.kill(process.pid, signal));
    } finally {
      clearInterval(timer);
      this.#screen.close();
      this.#output.divert(null);
    }
    // Nobody waits for an answer that nobody sees.
    if (this.#isLooking) setImmediate(() => process.exit(EXIT.ok));
  }

  #press(key: string): void {
    const ids = this.#data.runs.map(({ id }) => id);
    const { model, action } = afterKey(this.#model, key, ids);
    const isOpened = model.isOpen && !this.#model.isOpen;
    this.#model = model;
    this.#notice = "";
    if (action === "quit") this.#ended.resolve(null);
    else if (action !== null) void this.#act(action);
    else if (isOpened) void this.#look();
    this.#draw();
  }

  async #act(action: Exclude<TuiAction, "quit">): Promise<void> {
    const run = this.#data.runs.find(({ id }) => id === this.#model.selectedId);
    if (run === undefined) return;
    try {
      this.#tell(await this.#done(action, run));
    } catch (error) {
      this.#tell(reasonOf(error));
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
    await refuseWithoutTaker(this.#api, run);
    await scheduleAgain(this.#api, run);
    return `A worker runs ${name} again.`;
  }

  /** Reads again what is in sight; while that goes on, only that it is wanted once more is kept. */
  async #look(): Promise<void> {
    if (this.#isLooking) {
      this.#looksAgain = true;
      this.#draw();
      return;
    }
    this.#isLooking = true;
    do {
      this.#looksAgain = false;
      await this.#read();
      this.#draw();
    } while (this.#looksAgain);
    this.#isLooking = false;
  }

  async #read(): Promise<void> {
    try {
      const { isOpen, selectedId } = this.#model;
      this.#data = await readTui(this.#api, this.#flowNames, isOpen ? selectedId : null);
      this.#readAtMs = Date.now();
      this.#waiting = "";
    } catch (error) {
      this.#waiting = oneLine(reasonOf(error));
    }
  }

  #tell(text: string): void {
    this.#notice = oneLine(text);
    this.#draw();
  }

  #draw(): void {
    const nowMs = Date.now();
    const ageMs = nowMs - this.#readAtMs;
    const age = ageMs < OLD_AFTER_MS ? "" : `The server has not answered for ${Math.floor(ageMs / 1000)} s.`;
    const waiting = `${age} ${this.#waiting}`.trim();
    const frame = { ...this.#screen.size, nowMs, notice: waiting === "" ? this.#notice : waiting };
    this.#screen.draw(tuiLines(this.#data, this.#model, frame, this.#output));
  }
}
