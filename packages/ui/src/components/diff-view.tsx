import { useMemo } from "react";
import { diffLines, type DiffLine, type DiffPart, foldSame } from "./text-diff.ts";
import "./diff-view.css";

const AROUND = 3;

interface DiffViewProps {
  before: readonly string[];
  after: readonly string[];
  label: string;
}

/** Two texts as one: what went struck with a minus, what came with a plus. */
export function DiffView({ before, after, label }: DiffViewProps) {
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  const parts = useMemo(() => foldSame(lines, AROUND), [lines]);
  const added = lines.filter(({ kind }) => kind === "added").length;
  const removed = lines.filter(({ kind }) => kind === "removed").length;
  return (
    <figure className="diff" aria-label={label}>
      <figcaption className="diff-head">
        {added + removed === 0 ? (
          "The two are the same."
        ) : (
          <>
            <span className="diff-added">+{added}</span> <span className="diff-removed">−{removed}</span> lines
          </>
        )}
      </figcaption>
      {added + removed === 0 ? null : (
        <div className="diff-lines">
          {parts.map((part) => (
            <Part key={part.from} part={part} />
          ))}
        </div>
      )}
    </figure>
  );
}

function Part({ part }: { part: DiffPart }) {
  if ("folded" in part) {
    return (
      <p className="diff-folded muted">
        {part.folded} {part.folded === 1 ? "line" : "lines"} unchanged
      </p>
    );
  }
  return part.lines.map((line) => <Line key={`${line.kind} ${line.before} ${line.after}`} line={line} />);
}

const SIGNS = { same: " ", added: "+", removed: "−" } as const;
const ELEMENTS = { same: "span", added: "ins", removed: "del" } as const;

function Line({ line: { kind, text, before, after } }: { line: DiffLine }) {
  const Told = ELEMENTS[kind];
  return (
    <div className={`diff-line diff-line-${kind}`}>
      <span className="diff-number">{before}</span>
      <span className="diff-number">{after}</span>
      <span className="diff-sign" aria-hidden="true">
        {SIGNS[kind]}
      </span>
      <Told className="diff-text">{text === "" ? " " : text}</Told>
    </div>
  );
}
