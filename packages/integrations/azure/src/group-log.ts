const LAST_LINES = 200;
const STAMPED = /^(\d{4}-\d\d-\d\dT[\d:]+)(?:\.(\d+))?Z ?(.*)$/;

type Read = (tail?: number) => Promise<string>;

/** Tells each line that a container prints once, though Azure gives the last ones again and again. */
export class GroupLog {
  readonly #read: Read;
  readonly #onLine: (line: string) => void;
  #toldUntil: string;

  constructor(read: Read, onLine: (line: string) => void, toldUntil = "") {
    this.#read = read;
    this.#onLine = onLine;
    this.#toldUntil = toldUntil;
  }

  /** The time of the last line that was told; empty before the first. */
  get toldUntil(): string {
    return this.#toldUntil;
  }

  /** Tells what is new. More than a look brings is read whole. */
  async look(): Promise<void> {
    let lines = stamped(await this.#read(LAST_LINES));
    const [first] = lines;
    const isGap = lines.length >= LAST_LINES && first !== undefined && first.at > this.#toldUntil;
    if (isGap) lines = stamped(await this.#read());
    for (const { at, line } of lines.filter((one) => one.at > this.#toldUntil)) {
      this.#onLine(line);
      this.#toldUntil = at;
    }
  }
}

function stamped(content: string): { readonly at: string; readonly line: string }[] {
  return content.split("\n").flatMap((text) => {
    const [, second, fraction = "", line = ""] = STAMPED.exec(text.replace(/\r$/, "")) ?? [];
    // Zeros at the end of a fraction are left out.
    return second === undefined ? [] : [{ at: `${second}.${fraction.padEnd(9, "0")}`, line }];
  });
}
