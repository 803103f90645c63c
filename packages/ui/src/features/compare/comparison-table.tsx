import { unreachable } from "@tutti/core/unreachable";
import type { ComparedRun } from "@tutti/core/wire/run-comparison";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { IconButton } from "../../components/button.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { type Cell, changeWords, NONE, type Row } from "./cell.ts";
import type { Group } from "./comparison.ts";

interface ComparisonTableProps {
  runs: readonly ComparedRun[];
  groups: readonly Group[];
  /** Whether only the lines are shown in which the runs differ. */
  isBrief: boolean;
  onFirst: (id: string) => void;
  onRemove: (id: string) => void;
}

/** A column for each run, the lines in groups; where runs differ the line says so. */
export function ComparisonTable({ runs, groups, isBrief, onFirst, onRemove }: ComparisonTableProps) {
  const shown = groups.map(({ title, rows }) => ({ title, rows: rows.filter((row) => !isBrief || row.isDifferent) }));
  return (
    <div className="compare-scroll" role="region" aria-label="The comparison" tabIndex={0}>
      <table className="compare-table">
        <thead>
          <tr>
            <th scope="col" className="compare-label">
              <span className="visually-hidden">What is compared</span>
            </th>
            {runs.map((run, index) => (
              <th key={run.id} scope="col" className="compare-run">
                <RunHead run={run} isFirst={index === 0} onFirst={onFirst} onRemove={onRemove} />
              </th>
            ))}
          </tr>
        </thead>
        {shown.map(({ title, rows }) =>
          rows.length === 0 ? null : (
            <tbody key={title}>
              <tr className="compare-group">
                <th scope="rowgroup" colSpan={runs.length + 1}>
                  {title}
                </th>
              </tr>
              {rows.map((row) => (
                <ComparisonRow key={row.label} row={row} runs={runs} isMarked={runs.length > 1} />
              ))}
            </tbody>
          ),
        )}
      </table>
      {isBrief && shown.every(({ rows }) => rows.length === 0) ? (
        <p className="compare-same muted">They differ in nothing that is told here.</p>
      ) : null}
    </div>
  );
}

interface RunHeadProps {
  run: ComparedRun;
  isFirst: boolean;
  onFirst: (id: string) => void;
  onRemove: (id: string) => void;
}

function RunHead({ run, isFirst, onFirst, onRemove }: RunHeadProps) {
  return (
    <span className="compare-head">
      <Link to="/runs/run/$id" params={{ id: run.id }} className="link-accent truncate" title={run.name}>
        {run.name}
      </Link>
      {isFirst ? null : (
        <IconButton icon="arrowUp" label={`Hold the others against ${run.name}`} onClick={() => onFirst(run.id)} />
      )}
      <IconButton icon="close" label={`Leave ${run.name} out`} onClick={() => onRemove(run.id)} />
    </span>
  );
}

interface ComparisonRowProps {
  row: Row;
  runs: readonly ComparedRun[];
  isMarked: boolean;
}

function ComparisonRow({ row: { label, cells, isDifferent }, runs, isMarked }: ComparisonRowProps) {
  const numbers = cells.flatMap((cell) => (cell.kind === "number" ? [Math.abs(cell.value)] : []));
  const most = Math.max(0, ...numbers);
  const isEven = numbers.every((number) => number === most);
  return (
    <tr data-different={isMarked && isDifferent ? "" : undefined}>
      <th scope="row" className="compare-label" title={label}>
        <span className="compare-label-line">
          <span className="truncate">{label}</span>
          {isMarked && isDifferent ? (
            <span className="compare-mark" title="They differ here">
              ≠<span className="visually-hidden"> differs</span>
            </span>
          ) : null}
        </span>
      </th>
      {runs.map((run, index) => (
        <td key={run.id}>
          <CellView
            cell={cells[index] ?? NONE}
            first={isDifferent ? cells[0] : undefined}
            most={isEven ? null : most}
          />
        </td>
      ))}
    </tr>
  );
}

interface CellViewProps {
  cell: Cell;
  /** The first run's, which the others are held against where they differ. */
  first: Cell | undefined;
  /** The largest number of the line; null where all are the same. */
  most: number | null;
}

function CellView({ cell, first, most }: CellViewProps) {
  switch (cell.kind) {
    case "none":
      return <span className="muted">–</span>;
    case "state":
      return <StateBadge type={cell.type} name={cell.name} />;
    case "time":
      return <RelativeTime at={cell.at} />;
    case "text":
      return (
        <span className="compare-text" title={cell.text}>
          <Told text={cell.text} artifact={cell.artifact} />
        </span>
      );
    case "number":
      return (
        <NumberView
          text={cell.text}
          artifact={cell.artifact}
          change={changeWords(first, cell)}
          share={shareOf(cell.value, most)}
        />
      );
    default:
      return unreachable(cell);
  }
}

function shareOf(value: number, most: number | null): number | null {
  return most === null || most === 0 ? null : Math.abs(value) / most;
}

interface NumberViewProps {
  text: string;
  artifact: string | undefined;
  change: string | null;
  /** Of the largest in the line; null where that says nothing. */
  share: number | null;
}

function NumberView({ text, artifact, change, share }: NumberViewProps) {
  return (
    <span className="compare-number">
      <span className="compare-figure">
        <Told text={text} artifact={artifact} />
        {change === null ? null : <span className="muted">{change}</span>}
      </span>
      {share === null ? null : (
        <span className="compare-bar" aria-hidden="true">
          <span style={{ width: `${share * 100}%` }} />
        </span>
      )}
    </span>
  );
}

function Told({ text, artifact }: { text: string; artifact: string | undefined }) {
  if (artifact === undefined) return <Fragment>{text}</Fragment>;
  return (
    <Link to="/artifacts/artifact/$id" params={{ id: artifact }} className="link" preload={false}>
      {text}
    </Link>
  );
}
