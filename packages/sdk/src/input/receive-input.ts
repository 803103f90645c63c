import { filterFlowRunInputs } from "@tutti/client/flow-run-inputs";
import type { FlowRunInput } from "@tutti/core/wire/flow-run-input";
import { TuttiError } from "@tutti/core/errors";
import { connect } from "../connection.ts";
import type { FlowRunScope } from "../engine/flow-run-scope.ts";
import { unlessParked } from "../engine/let-go.ts";
import { currentContext } from "../engine/run-context.ts";
import { wait } from "../engine/wait.ts";
import { wallMs } from "../engine/wall-clock.ts";
import { isRecord } from "../results/inline-json.ts";
import type { SchemaOutput, StandardSchema } from "../standard-schema.ts";
import { checkInput } from "./input-schema.ts";
import { type InputPlace, prefixFor, typeOfSchema } from "./key-prefix.ts";
import { sendInput, type SendOptions } from "./send-input.ts";

const TIMEOUT_SECONDS = 3600;
const POLL_SECONDS = 1;

export interface ReceiveOptions extends InputPlace {
  /** How long to wait for the next one. An hour unless given; `Infinity` waits for ever. */
  readonly timeoutSeconds?: number;
  /** How often to look. 1 unless given. */
  readonly pollIntervalSeconds?: number;
  /** Inputs of these keys are not given. */
  readonly excludeKeys?: readonly string[];
  /** Whose inputs; those of the flow run around the call unless given. */
  readonly flowRunId?: string;
}

/** One input that was sent to a run. */
export interface ReceivedInput<T> {
  readonly value: T;
  readonly key: string;
  /** `prefect.flow-run.<id>`, or whatever the sender calls itself. */
  readonly sender: string | null;
  /** Sends an answer to the flow run that sent this. Rejects with `invalid_input` when it was none. */
  readonly respond: (value: unknown, options?: SendOptions) => Promise<void>;
}

/** The inputs of a run, one after the other. Looping ends when none comes in time; `next()` rejects then. */
export interface InputReceiver<T> extends AsyncIterable<ReceivedInput<T>> {
  /** The next one. Rejects with `timed_out` when none comes in time, `invalid_input` for one that does not fit. */
  next(): Promise<ReceivedInput<T>>;
}

/**
 * Takes what is sent to the flow run around this call, oldest first, each input once.
 *
 * ```ts
 * for await (const order of receiveInput(z.object({ item: z.string() }))) await order.respond("taken");
 * ```
 *
 * Each attempt of the run is given all inputs again: what an earlier one did about them is on record in its steps.
 */
export function receiveInput<S extends StandardSchema>(
  schema: S,
  options: ReceiveOptions = {},
): InputReceiver<SchemaOutput<S>> {
  const { flowRun } = currentContext();
  const flowRunId = options.flowRunId ?? flowRun?.fields.id;
  if (flowRunId === undefined)
    throw new TuttiError("outside_of_flow", "receiveInput() needs the id of a flow run there");
  return new Receiver<SchemaOutput<S>>({ schema, options, flowRunId, scope: flowRun });
}

interface Reception {
  readonly schema: StandardSchema;
  readonly options: ReceiveOptions;
  readonly flowRunId: string;
  readonly scope: FlowRunScope | null;
}

class Receiver<T> implements InputReceiver<T> {
  readonly #reception: Reception;
  readonly #seen: Set<string>;

  constructor(reception: Reception) {
    this.#reception = reception;
    this.#seen = new Set(reception.options.excludeKeys);
  }

  async next(): Promise<ReceivedInput<T>> {
    const input = await this.#nextInput();
    if (input !== null) return this.#received(input);
    throw new TuttiError("timed_out", `no input came within ${this.#timeoutSeconds} s`);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ReceivedInput<T>, void, undefined> {
    for (let input = await this.#nextInput(); input !== null; input = await this.#nextInput()) {
      yield await this.#received(input);
    }
  }

  get #timeoutSeconds(): number {
    return this.#reception.options.timeoutSeconds ?? TIMEOUT_SECONDS;
  }

  async #nextInput(): Promise<FlowRunInput | null> {
    const { options, schema, flowRunId, scope } = this.#reception;
    const { api } = scope?.connection ?? (await connect());
    const deadline = wallMs() + this.#timeoutSeconds * 1000;
    const prefix = prefixFor(options, () => typeOfSchema(schema));
    for (;;) {
      const leftMs = deadline - wallMs();
      const filter = { prefix, limit: 1, exclude_keys: [...this.#seen] };
      const [input] = await filterFlowRunInputs(api, flowRunId, filter);
      if (input !== undefined) {
        this.#seen.add(input.key);
        return input;
      }
      if (leftMs <= 0) return null;
      await this.#pass(Math.min((options.pollIntervalSeconds ?? POLL_SECONDS) * 1000, leftMs));
    }
  }

  #pass(ms: number): Promise<void> {
    const { scope } = this.#reception;
    if (scope === null) return wait(ms, new AbortController().signal);
    return unlessParked(wait(ms, scope.waitSignal), scope);
  }

  async #received(input: FlowRunInput): Promise<ReceivedInput<T>> {
    const { schema, options } = this.#reception;
    const given: unknown = JSON.parse(input.value);
    const value = await checkInput(schema, options.model === undefined ? unwrapped(given) : given);
    return {
      // Checked by the schema whose output this is.
      value: value as T,
      key: input.key,
      sender: input.sender,
      respond: async (answer, to = {}) => sendInput(answer, senderId(input), to),
    };
  }
}

/** What is sent without a model is the `value` of an object. */
function unwrapped(given: unknown): unknown {
  return isRecord(given) && Object.keys(given).length === 1 && "value" in given ? given["value"] : given;
}

function senderId({ sender }: FlowRunInput): string {
  const id = /^prefect\.flow-run\.(.+)$/.exec(sender ?? "")?.[1];
  if (id !== undefined) return id;
  throw new TuttiError(
    "invalid_input",
    `it was sent by ${sender ?? "nobody who said so"}, not by a flow run: no answer`,
  );
}
