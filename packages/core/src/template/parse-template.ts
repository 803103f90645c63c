import { parseExpression, parseExpressions } from "./parse-expression.ts";
import type { Branch, Part, Template } from "./syntax.ts";
import { TemplateSyntaxError } from "./template-error.ts";
import { TokenStream } from "./token-stream.ts";
import { piecesOf, type Piece } from "./tokens.ts";

/** A template's work is bounded by its text: so many loops, so deep in one another. */
const LOOPS_MAX = 10;
const LOOP_DEPTH_MAX = 2;
const BLOCK_DEPTH_MAX = 40;

/** Reads a template. Throws `TemplateSyntaxError` for what is none. */
export function parseTemplate(source: string): Template {
  return new TemplateParser(piecesOf(source)).template();
}

/** What is wrong with a template; null when it is well written. */
export function templateProblem(source: string): TemplateSyntaxError | null {
  try {
    parseTemplate(source);
    return null;
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return error;
    throw error;
  }
}

/** Whether there is anything to fill in. */
export function isTemplate(text: string): boolean {
  return text.includes("{{") || text.includes("{%");
}

/** What stood where a block's body ended. */
interface Ending {
  readonly word: string;
  readonly tokens: TokenStream;
}

class TemplateParser {
  readonly #pieces: readonly Piece[];
  #at = 0;
  #loops = 0;
  #loopDepth = 0;
  #depth = 0;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
  }

  template(): Template {
    const { parts, ending } = this.#body([]);
    if (ending !== null) throw ending.tokens.error(`${ending.word} ends nothing`);
    return parts;
  }

  /** The parts up to a statement that begins with one of these words. */
  #body(words: readonly string[]): { parts: Part[]; ending: Ending | null } {
    const parts: Part[] = [];
    for (let piece = this.#pieces[this.#at]; piece !== undefined; piece = this.#pieces[this.#at]) {
      this.#at += 1;
      if (piece.kind === "text") {
        parts.push(piece);
        continue;
      }
      const tokens = new TokenStream(piece.tokens, piece.line);
      if (piece.kind === "output") {
        parts.push({ kind: "output", value: parseExpressions(tokens) });
        tokens.end();
        continue;
      }
      const word = tokens.name();
      if (words.includes(word) || isEnding(word)) return { parts, ending: { word, tokens } };
      parts.push(this.#statement(word, tokens));
    }
    return { parts, ending: null };
  }

  #statement(word: string, tokens: TokenStream): Part {
    if (word === "if") return this.#within(tokens, () => this.#if(tokens));
    if (word === "for") return this.#within(tokens, () => this.#for(tokens));
    if (word === "set") return set(tokens);
    throw tokens.error(`there is no statement ${word}; templates have if, for and set`);
  }

  #within(tokens: TokenStream, read: () => Part): Part {
    if (++this.#depth > BLOCK_DEPTH_MAX) throw tokens.error("blocks stand too deep in one another");
    const part = read();
    this.#depth -= 1;
    return part;
  }

  #if(opening: TokenStream): Part {
    const branches: Branch[] = [];
    let tokens = opening;
    for (;;) {
      const condition = parseExpression(tokens);
      tokens.end();
      const { parts, ending } = this.#block("if", ["elif", "else", "endif"], opening);
      branches.push({ condition, body: parts });
      if (ending.word !== "elif") return { kind: "if", branches, otherwise: this.#otherwise("if", ending, opening) };
      tokens = ending.tokens;
    }
  }

  #for(tokens: TokenStream): Part {
    if (++this.#loops > LOOPS_MAX) throw tokens.error(`templates have at most ${LOOPS_MAX} loops`);
    if (++this.#loopDepth > LOOP_DEPTH_MAX) throw tokens.error(`loops stand at most ${LOOP_DEPTH_MAX} deep`);
    const names = loopNames(tokens);
    tokens.expect("in");
    // Not a whole expression: an `if` that follows says which items are meant.
    const { over, onlyIf } = overAndFilter(parseExpressions(tokens));
    tokens.end();
    const { parts: body, ending } = this.#block("for", ["else", "endfor"], tokens);
    this.#loopDepth -= 1;
    return { kind: "for", names, over, onlyIf, body, otherwise: this.#otherwise("for", ending, tokens) };
  }

  #otherwise(block: string, ending: Ending, opening: TokenStream): Part[] {
    ending.tokens.end();
    if (ending.word !== "else") return [];
    const { parts, ending: last } = this.#block(block, [`end${block}`], opening);
    last.tokens.end();
    return parts;
  }

  #block(block: string, words: readonly string[], opening: TokenStream): { parts: Part[]; ending: Ending } {
    const { parts, ending } = this.#body(words);
    if (ending === null) throw opening.error(`${block} has no end${block}`);
    if (!words.includes(ending.word)) throw ending.tokens.error(`${ending.word} does not end ${block}`);
    return { parts, ending };
  }
}

function isEnding(word: string): boolean {
  return word.startsWith("end") || word === "else" || word === "elif";
}

function set(tokens: TokenStream): Part {
  const name = tokens.name();
  tokens.expect("=");
  const value = parseExpressions(tokens);
  tokens.end();
  return { kind: "set", name, value };
}

function loopNames(tokens: TokenStream): string[] {
  const names = [tokens.name()];
  while (tokens.skip(",")) names.push(tokens.name());
  return names;
}

/** `for x in xs if x` reads as the choice `xs if x`, without an `else`. */
function overAndFilter(value: ReturnType<typeof parseExpressions>) {
  return value.kind === "choice" && value.no === null
    ? { over: value.yes, onlyIf: value.condition }
    : { over: value, onlyIf: null };
}
