// A failed state carries its error as text, `Name: message` and the stack below it: Prefect's Python shows such data as
// it is, and a resumed run gets an error of the same name and message back.

// Frames of the engine and of Node would bury the line that threw.
const OWN_FOLDER = new URL("..", import.meta.url).href;
const MAX_CHARACTERS = 16 * 1024;
// A state's message: what is longer could make the state too large to be sent.
const MAX_TITLE_CHARACTERS = 8 * 1024;
const STACK_STARTS = "\n    at ";

const KNOWN_ERRORS: ReadonlyMap<string, (message: string) => Error> = new Map([
  ["TypeError", (message: string) => new TypeError(message)],
  ["RangeError", (message: string) => new RangeError(message)],
  ["SyntaxError", (message: string) => new SyntaxError(message)],
  ["ReferenceError", (message: string) => new ReferenceError(message)],
  ["URIError", (message: string) => new URIError(message)],
]);

/** Whatever was thrown, as an error that can be told: that of a library may throw itself when it is read. */
export function asError(thrown: unknown): Error {
  try {
    if (thrown instanceof Error && isReadable(thrown)) return thrown;
  } catch {
    return new Error("Thrown: an error that cannot be read");
  }
  return new Error(typeof thrown === "string" ? thrown : `Thrown: ${describe(thrown)}`, { cause: thrown });
}

function isReadable({ name, message, stack }: Error): boolean {
  const hasText = typeof name === "string" && typeof message === "string";
  return hasText && (typeof stack === "string" || stack === undefined);
}

/** `Name: message`, or the name alone; cut to what fits a state. */
export function errorTitle(error: Error): string {
  const title = error.message === "" ? error.name : `${error.name}: ${error.message}`;
  return title.length <= MAX_TITLE_CHARACTERS ? title : `${title.slice(0, MAX_TITLE_CHARACTERS)}…`;
}

/** The error with its stack and its causes, as it is kept in a state and printed in a log. */
export function errorText(error: Error): string {
  return [ownText(error), ...causesOf(error).map((cause) => `Caused by ${ownText(cause)}`)].join("\n");
}

/** What a failed state carries: the text, cut to what fits a state. */
export function failureData(error: Error): string {
  return errorText(error).slice(0, MAX_CHARACTERS);
}

/** The error a text was written from: same name, message and stack. */
export function errorFromText(text: string): Error {
  const stackAt = text.indexOf(STACK_STARTS);
  const title = stackAt === -1 ? text : text.slice(0, stackAt);
  const colonAt = title.indexOf(": ");
  const name = colonAt === -1 ? title : title.slice(0, colonAt);
  const message = colonAt === -1 ? "" : title.slice(colonAt + 2);
  const error = namedError(name, message);
  error.stack = text;
  return error;
}

/** An error of the built-in class of that name, else an `Error` that bears the name. */
export function namedError(name: string, message: string): Error {
  const error = KNOWN_ERRORS.get(name)?.(message) ?? new Error(message);
  if (error.name !== name) defineHidden(error, "name", name);
  return error;
}

/** Sets a field as the language sets it on errors: not among those that are listed. */
export function defineHidden(error: Error, name: string, value: unknown): void {
  Object.defineProperty(error, name, { value, enumerable: false, writable: true, configurable: true });
}

function ownText(error: Error): string {
  const stack = error.stack ?? "";
  const framesAt = stack.indexOf(STACK_STARTS);
  const frames = framesAt === -1 ? [] : stack.slice(framesAt + 1).split("\n");
  return [errorTitle(error), ...frames.filter(isOfTheUser)].join("\n");
}

function isOfTheUser(frame: string): boolean {
  return !frame.includes(OWN_FOLDER) && !frame.includes("(node:internal/") && !frame.includes("at node:internal/");
}

function causesOf(error: Error, depth = 0): Error[] {
  const cause = depth < 5 ? causeOf(error) : null;
  return cause === null ? [] : [cause, ...causesOf(cause, depth + 1)];
}

function causeOf(error: Error): Error | null {
  try {
    return error.cause instanceof Error ? asError(error.cause) : null;
  } catch {
    return null;
  }
}

function describe(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return kindOf(value);
  }
}

function kindOf(value: unknown): string {
  try {
    return Object.prototype.toString.call(value);
  } catch {
    return typeof value;
  }
}
