import { CopyButton } from "./copy-button.tsx";
import "./json-view.css";

// A string that a colon follows is a key.
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONGEST_COLOURED = 200_000;

/** JSON set out over lines, its keys and values told apart by colour. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const text = JSON.stringify(value, null, 2) ?? "null";
  return (
    <div className="json">
      <pre tabIndex={0} aria-label={label}>
        {text.length > LONGEST_COLOURED ? text : [...coloured(text)]}
      </pre>
      <CopyButton text={text} label={`Copy the ${label.toLowerCase()}`} />
    </div>
  );
}

function* coloured(text: string) {
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > from) yield text.slice(from, match.index);
    const [all, string, colon = ""] = match;
    if (string === undefined)
      yield (
        <span key={match.index} className="json-value">
          {all}
        </span>
      );
    else {
      const kind = colon === "" ? "json-string" : "json-key";
      yield (
        <span key={match.index} className={kind}>
          {string}
        </span>
      );
      yield colon;
    }
    from = match.index + all.length;
  }
  yield text.slice(from);
}
