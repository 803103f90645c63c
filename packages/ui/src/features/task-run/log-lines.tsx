import type { LogLine } from "@tutti/core/wire/dashboard";
import { formatAbsolute, formatClock } from "../../time/moment.ts";
import { AnsiText } from "../run/logs/ansi-text.tsx";
import "../run/logs/logs.css";

/** Lines of a log, the first one first. */
export function LogLines({ lines, label }: { lines: readonly LogLine[]; label: string }) {
  return (
    <ol className="panel-scroll task-run-lines" aria-label={label} tabIndex={0}>
      {lines.map((line) => (
        <li key={line.id} className="task-run-line" data-level={line.level >= 40 ? "error" : undefined}>
          <time dateTime={line.timestamp} title={formatAbsolute(Date.parse(line.timestamp))}>
            {formatClock(Date.parse(line.timestamp))}
          </time>
          <span className="task-run-text">
            <AnsiText text={line.message} sought="" />
          </span>
        </li>
      ))}
    </ol>
  );
}
