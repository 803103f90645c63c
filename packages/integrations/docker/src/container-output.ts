import { StringDecoder } from "node:string_decoder";

const HEADER_BYTES = 8;
const STAMP = /^(\d{4}-\d\d-\d\dT[\d:]+(?:\.\d+)?Z) /;
const MAX_LINE_CHARACTERS = 100_000;

/** A whole line that a container printed, and when. */
export interface StampedLine {
  readonly at: string;
  readonly line: string;
}

interface Begun {
  at: string;
  text: string;
}

// O1: each message of Docker's log begins with its time; a line that is longer than such a message (16 KiB) comes in several,
//     each with its own time, of which only the last ends the line.
// O2: without a terminal messages come in frames: one byte that names the stream, three that are zero, four for the size.

/** Takes Docker's log of a container apart into lines, as its bytes come. */
export class ContainerOutput {
  readonly #onLine: (line: StampedLine) => void;
  readonly #isTerminal: boolean;
  readonly #begun = new Map<number, Begun>();
  readonly #decoder = new StringDecoder("utf8");
  #rest: Buffer = Buffer.of();
  #text = "";

  constructor(isTerminal: boolean, onLine: (line: StampedLine) => void) {
    this.#isTerminal = isTerminal;
    this.#onLine = onLine;
  }

  write(chunk: Buffer): void {
    if (this.#isTerminal) this.#writeText(chunk);
    else this.#writeFrames(chunk);
  }

  /** What is left without an end is a line, too. */
  end(): void {
    if (this.#text !== "") this.#message(0, `${this.#text}\n`);
    for (const { at, text } of this.#begun.values()) if (text !== "") this.#tell(at, text);
    this.#begun.clear();
    this.#text = "";
  }

  #writeText(chunk: Buffer): void {
    const lines = (this.#text + this.#decoder.write(chunk)).split("\n");
    this.#text = lines.pop() ?? "";
    for (const line of lines) this.#message(0, `${line}\n`);
  }

  #writeFrames(chunk: Buffer): void {
    let rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (rest.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + rest.readUInt32BE(4);
      if (rest.length < end) break;
      this.#message(rest.readUInt8(0), rest.toString("utf8", HEADER_BYTES, end));
      rest = rest.subarray(end);
    }
    this.#rest = rest;
  }

  #message(stream: number, message: string): void {
    const [stamp = "", at = ""] = STAMP.exec(message) ?? [];
    const begun = this.#begun.get(stream) ?? { at, text: "" };
    begun.at = at;
    begun.text += message.slice(stamp.length);
    this.#begun.set(stream, begun);
    const isWhole = begun.text.endsWith("\n");
    if (!isWhole && begun.text.length < MAX_LINE_CHARACTERS) return;
    this.#begun.delete(stream);
    this.#tell(at, begun.text.replace(/\r?\n$/, ""));
  }

  #tell(at: string, line: string): void {
    this.#onLine({ at, line });
  }
}
