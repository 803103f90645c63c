import { memo } from "react";
import { parseTime } from "@tutti/core/parse-time";
import { formatAbsolute, formatClock } from "../../../time/moment.ts";
import { AnsiText } from "./ansi-text.tsx";
import { levelName, type LogRow } from "./log-rows.ts";

interface LogRowProps {
  row: LogRow;
  /** The task or subflow that wrote it. */
  source: string;
  sought: string;
  isTarget: boolean;
  isHit: boolean;
  onLine: (id: string) => void;
}

export const LogRowView = memo(function LogRowView({ row, source, sought, isTarget, isHit, onLine }: LogRowProps) {
  const { line, text, isFirst } = row;
  const at = parseTime(line.timestamp) ?? 0;
  return (
    <div
      className="log-row"
      data-level={levelName(line.level).toLowerCase()}
      data-target={isTarget ? "" : undefined}
      data-hit={isHit ? "" : undefined}
    >
      {isFirst ? (
        <>
          <button
            type="button"
            className="log-time"
            tabIndex={-1}
            title={`${formatAbsolute(at)} · link to this line`}
            onClick={() => onLine(line.id)}
          >
            {formatClock(at)}
          </button>
          <span className="log-level">{levelName(line.level)}</span>
          <span className="log-source truncate" title={`${source} · logger ${line.name}`}>
            {source}
          </span>
        </>
      ) : (
        <span className="log-rest" />
      )}
      <span className="log-text">
        <AnsiText text={text} sought={sought} />
      </span>
    </div>
  );
});
