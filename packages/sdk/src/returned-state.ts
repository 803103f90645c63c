import { defaultStateName } from "@tutti/core/state-type";
import { checkGiven } from "./check-given.ts";
import { newId } from "./engine/new-id.ts";
import { ROLLED_BACK } from "./engine/state-summary.ts";
import { asError, errorTitle, namedError } from "./results/failure.ts";
import { type GivenState, type Outcome, State, type UnsuccessfulType } from "./state.ts";

// R1: a returned state says type, name, message and result of the state that the run ends in. Its id and its time are its
//     own: the run's are those of its end, so that one state may be returned any number of times.
// R2: it is on record like every end, with its error as text; so a resumed run is given the same name, message and error.

/** What a state that a function returns may say of itself. */
interface Named {
  /** What the state is called instead of its type: `Skipped`. */
  readonly name?: string | undefined;
  /** Why: shown wherever the state is. */
  readonly message?: string | undefined;
}

export interface CompletedOptions<T> extends Named {
  /** The run's result. */
  readonly data?: T;
}

export interface UnsuccessfulOptions extends Named {
  /** What the run's caller is thrown, whatever was caught; an error with the message unless given. */
  readonly error?: unknown;
}

/** A state that is no run's yet. */
export class ReturnedState<T = unknown> extends State<T> {
  readonly outcome: Outcome<T>;

  constructor(given: GivenState, outcome: Outcome<T>) {
    const { type, name = defaultStateName(type), message } = given;
    super({ id: newId(), type, name, message, timestamp: new Date() }, outcome);
    this.outcome = { ...outcome, given } as Outcome<T>;
  }
}

/**
 * The state of a run that has completed, to be returned by a flow or a task: `return Completed({ name: "Skipped", message:
 * "nothing to do" })`. Whoever called it gets `data`.
 */
export function Completed<T = undefined>(options: CompletedOptions<T> = {}): State<T> {
  checkGiven("Completed({ name, message, data })", options, ["name", "message", "data"]);
  const given = { type: "COMPLETED", ...named(options) } as const;
  return new ReturnedState(given, { kind: "value", value: options.data as T });
}

/**
 * The state of a run that has failed, to be returned by a flow or a task; it is tried again while it has retries left. Whoever
 * called it is thrown `error`, or an error named `FailedRun` with the message.
 */
export function Failed(options: UnsuccessfulOptions = {}): State<never> {
  return unsuccessful("FAILED", options, Failed);
}

/** The state of a run that was cancelled: as `Failed`, without another try, and the error is a `CancelledRun`. */
export function Cancelled(options: UnsuccessfulOptions = {}): State<never> {
  return unsuccessful("CANCELLED", options, Cancelled);
}

/** The state of a run that has crashed: as `Failed`, without another try, and the error is a `CrashedRun`. */
export function Crashed(options: UnsuccessfulOptions = {}): State<never> {
  return unsuccessful("CRASHED", options, Crashed);
}

function unsuccessful(type: UnsuccessfulType, options: UnsuccessfulOptions, made: () => unknown): State<never> {
  const title = defaultStateName(type);
  checkGiven(`${title}({ name, message, error })`, options, ["name", "message", "error"]);
  const { message, ...rest } = named(options);
  if (options.error !== undefined) {
    const error = asError(options.error);
    return new ReturnedState({ type, ...rest, message: message ?? errorTitle(error) }, { kind: "error", error });
  }
  const error = namedError(`${title}Run`, message ?? `The run has ended ${rest.name ?? title}`);
  // It is told where the state was made.
  Error.captureStackTrace(error, made);
  return new ReturnedState({ type, ...rest, message }, { kind: "error", error });
}

function named({ name, message }: Named): Pick<GivenState, "name" | "message"> {
  if (name === ROLLED_BACK)
    throw new TypeError(`"${name}" is what a transaction calls the state of what it has undone`);
  if (name !== undefined && (typeof name !== "string" || name.trim() === ""))
    throw new TypeError("The name of a state is a text, and not empty");
  if (message !== undefined && typeof message !== "string") throw new TypeError("The message of a state is a text");
  return { ...(name === undefined ? {} : { name }), message: message || null };
}
