import { TemplateSyntaxError } from "./template-error.ts";
import type { Token } from "./tokens.ts";

/** How deep expressions and blocks may stand in one another. */
const DEPTH_MAX = 40;

/** The tokens of one pair of braces, taken from the left. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  readonly #line: number;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], line: number) {
    this.#tokens = tokens;
    this.#line = line;
  }

  get current(): Token | undefined {
    return this.#tokens[this.#at];
  }

  get line(): number {
    return this.current?.line ?? this.#tokens.at(-1)?.line ?? this.#line;
  }

  next(): Token {
    const token = this.current;
    if (token === undefined) throw this.error("an expression is missing");
    this.#at += 1;
    return token;
  }

  /** Takes this operator or word, if it is next. */
  skip(text: string): boolean {
    const { current } = this;
    if (current === undefined || current.text !== text || current.kind === "text") return false;
    this.#at += 1;
    return true;
  }

  /** Takes the first of these that is next; null when none is. */
  skipOneOf<T extends string>(texts: readonly T[]): T | null {
    return texts.find((text) => this.skip(text)) ?? null;
  }

  expect(text: string): void {
    if (!this.skip(text)) throw this.error(`${text} is missing${this.#before()}`);
  }

  name(): string {
    const { current } = this;
    if (current?.kind !== "name") throw this.error(`a name is missing${this.#before()}`);
    this.#at += 1;
    return current.text;
  }

  end(): void {
    if (this.current !== undefined) throw this.error(`${this.current.text} is not expected here`);
  }

  /** Reads something that may hold its like, and not too deep. */
  nested<T>(read: () => T): T {
    if (++this.#depth > DEPTH_MAX) throw this.error("expressions stand too deep in one another");
    const value = read();
    this.#depth -= 1;
    return value;
  }

  error(message: string): TemplateSyntaxError {
    return new TemplateSyntaxError(message, this.line);
  }

  #before(): string {
    return this.current === undefined ? "" : ` before ${this.current.text}`;
  }
}
