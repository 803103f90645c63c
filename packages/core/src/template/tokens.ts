import { TemplateSyntaxError } from "./template-error.ts";

export interface Token {
  readonly kind: "name" | "number" | "text" | "operator";
  readonly text: string;
  readonly line: number;
}

/** The text between what is to be filled in, and the tokens of that. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "output" | "statement"; readonly tokens: readonly Token[]; readonly line: number };

const OPENING = /\{(?:\{|%|#)[-+]?/g;
const RAW = /\{%[-+]?\s*raw\s*([-+]?)%\}/y;
const END_RAW = /\{%([-+]?)\s*endraw\s*([-+]?)%\}/g;
const TOKEN =
  /\s*(?:(?<name>[A-Za-z_]\w*)|(?<number>\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<text>'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*")|(?<operator>\*\*|\/\/|==|!=|<=|>=|[-+*/%~<>=()[\]{}.,:|]))/y;

/** Cuts a template into pieces, white space trimmed where `{{-` and `-}}` say so. */
export function piecesOf(source: string): Piece[] {
  return new Cutter(source.replace(/\r\n?/g, "\n").replace(/\n$/, "")).pieces();
}

class Cutter {
  readonly #source: string;
  readonly #pieces: Piece[] = [];
  #at = 0;
  #isTrimmed = false;
  /** Lines are asked for from top to bottom: each counts on from the one before. */
  #counted = { line: 1, at: 0 };

  constructor(source: string) {
    this.#source = source;
  }

  pieces(): Piece[] {
    for (let opening = this.#next(OPENING, this.#at); opening !== null; opening = this.#next(OPENING, this.#at)) {
      this.#text(this.#source.slice(this.#at, opening.index), opening[0].endsWith("-"));
      this.#at = opening.index;
      if (!this.#raw()) this.#piece(opening[0]);
    }
    this.#text(this.#source.slice(this.#at), false);
    return this.#pieces;
  }

  #next(pattern: RegExp, from: number): RegExpExecArray | null {
    pattern.lastIndex = from;
    return pattern.exec(this.#source);
  }

  #text(text: string, isTrimmedAfter: boolean): void {
    const begun = this.#isTrimmed ? text.trimStart() : text;
    const kept = isTrimmedAfter ? begun.trimEnd() : begun;
    if (kept !== "") this.#pieces.push({ kind: "text", text: kept });
    this.#isTrimmed = false;
  }

  #raw(): boolean {
    const opening = this.#next(RAW, this.#at);
    if (opening === null) return false;
    const start = RAW.lastIndex;
    const end = this.#next(END_RAW, start);
    if (end === null) throw new TemplateSyntaxError("a raw block has no end", this.#line());
    this.#isTrimmed = opening[1] === "-";
    this.#text(this.#source.slice(start, end.index), end[1] === "-");
    this.#isTrimmed = end[2] === "-";
    this.#at = end.index + end[0].length;
    return true;
  }

  #piece(opening: string): void {
    const line = this.#line();
    this.#at += opening.length;
    if (opening.startsWith("{#")) this.#comment(line);
    else if (opening.startsWith("{{")) this.#pieces.push({ kind: "output", tokens: this.#tokens("}}"), line });
    else this.#pieces.push({ kind: "statement", tokens: this.#tokens("%}"), line });
  }

  #comment(line: number): void {
    const end = this.#source.indexOf("#}", this.#at);
    if (end === -1) throw new TemplateSyntaxError("a comment has no end", line);
    this.#isTrimmed = this.#source[end - 1] === "-" && end > this.#at;
    this.#at = end + 2;
  }

  /** The tokens up to the closing sign. One that stands within braces closes these: `{{ {"a": {}}["a"] }}`. */
  #tokens(closing: string): Token[] {
    const tokens: Token[] = [];
    for (let braces = 0; ;) {
      const rest = /\s*(-?)/y;
      rest.lastIndex = this.#at;
      const dash = rest.exec(this.#source)?.[1] ?? "";
      if (braces === 0 && this.#source.startsWith(closing, rest.lastIndex)) {
        this.#at = rest.lastIndex + closing.length;
        this.#isTrimmed = dash === "-";
        return tokens;
      }
      const token = this.#token();
      if (token.kind === "operator" && token.text === "{") braces += 1;
      if (token.kind === "operator" && token.text === "}") braces -= 1;
      tokens.push(token);
    }
  }

  #token(): Token {
    const match = this.#next(TOKEN, this.#at);
    if (match === null) throw this.#noToken();
    const text = match[0].trimStart();
    const line = this.#line(match.index + match[0].length - text.length);
    this.#at = TOKEN.lastIndex;
    const { name, number, text: quoted } = match.groups ?? {};
    if (name !== undefined) return { kind: "name", text, line };
    if (number !== undefined) return { kind: "number", text, line };
    return { kind: quoted === undefined ? "operator" : "text", text, line };
  }

  #noToken(): TemplateSyntaxError {
    const rest = this.#source.slice(this.#at).trimStart();
    const line = this.#line(this.#source.length - rest.length);
    return new TemplateSyntaxError(
      rest === "" ? "the template ends within braces" : `${JSON.stringify(rest.charAt(0))} means nothing here`,
      line,
    );
  }

  #line(at = this.#at): number {
    let { line, at: next } = this.#counted;
    for (; next < at; next++) if (this.#source[next] === "\n") line += 1;
    this.#counted = { line, at: next };
    return line;
  }
}
