const OPENING = "([{";
const CLOSING = ")]}";
const QUOTES = "\"'`";
const IDENTIFIER = /^(?:\.\.\.)?\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/u;

/**
 * The names of a function's parameters, read from its source; a destructured one is called `arg0`, `arg1`, … They name
 * a task's inputs and the fields of name templates, nothing more.
 */
export function parameterNames(source: string): string[] {
  return topLevelParts(parameterList(withoutComments(source)))
    .filter((part) => part.trim() !== "")
    .map((part, index) => IDENTIFIER.exec(part.trim())?.[1] ?? `arg${index}`);
}

function withoutComments(source: string): string {
  let text = "";
  for (let at = 0; at < source.length; at++) {
    if (source.startsWith("/*", at)) at = endOf(source, "*/", at + 2) + 1;
    else if (source.startsWith("//", at)) at = endOf(source, "\n", at + 2);
    else if (isQuote(source[at])) {
      const end = endOfString(source, at);
      text += source.slice(at, end + 1);
      at = end;
    } else text += source[at];
  }
  return text;
}

function parameterList(source: string): string {
  const single = /^(?:async\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>/u.exec(source);
  if (single !== null) return String(single[1]);
  const start = source.indexOf("(");
  return source.slice(start + 1, matchingClose(source, start));
}

function matchingClose(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const character = source.charAt(at);
    if (isQuote(character)) at = endOfString(source, at);
    else if (OPENING.includes(character)) depth++;
    else if (CLOSING.includes(character) && --depth === 0) return at;
  }
  return source.length;
}

function topLevelParts(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < list.length; at++) {
    const character = list.charAt(at);
    if (isQuote(character)) at = endOfString(list, at);
    else if (OPENING.includes(character)) depth++;
    else if (CLOSING.includes(character)) depth--;
    else if (character === "," && depth === 0) {
      parts.push(list.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, list.slice(start)];
}

function isQuote(character: string | undefined): boolean {
  return character !== undefined && character !== "" && QUOTES.includes(character);
}

function endOfString(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source[at] === source[start]) return at;
  }
  return source.length;
}

function endOf(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found === -1 ? source.length : found;
}
