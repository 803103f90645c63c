import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import { Icon } from "../../../components/icon.tsx";
import { StateBadge } from "../../../components/state-badge.tsx";
import { Empty } from "../../../components/message.tsx";
import { RelativeTime } from "../../../components/time.tsx";
import type { RunNode } from "../timeline/timeline-tree.ts";
import { LengthCell } from "./length-cell.tsx";
import { sortTasks, type TaskSort } from "./sort-tasks.ts";
import { StateChips, type StateChoice } from "./state-chips.tsx";
import "../../../components/table.css";
import "./task-table.css";

interface TaskTableProps {
  nodes: readonly RunNode[];
  selectedId: string | undefined;
  onSelect: (id: string) => void;
}

const ROW_PX = 32;

const COLUMNS: { key: TaskSort["key"]; word: string }[] = [
  { key: "name", word: "Task run" },
  { key: "state", word: "State" },
  { key: "start", word: "Started" },
  { key: "length", word: "Duration" },
  { key: "attempts", word: "Attempts" },
];

/** Runs of the timeline as a table: what is drawn there stands here in words. */
export function TaskTable({ nodes: all, selectedId, onSelect }: TaskTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [sort, setSort] = useState<TaskSort>({ key: "start", isDescending: false });
  const [choice, setChoice] = useState<StateChoice>(null);
  const rows = useMemo(
    () => sortTasks(choice === null ? all : all.filter((node) => node.run.state_type === choice), sort),
    [all, choice, sort],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  if (all.length === 0) {
    return <Empty title="No task runs yet">A function wrapped with task() shows up here when the flow calls it.</Empty>;
  }
  return (
    <div className="task-table-panel">
      <StateChips nodes={all} choice={choice} onChoice={setChoice} />
      <div ref={scroller} className="table-scroll">
        <table className="table task-table" aria-label="Task runs" aria-rowcount={rows.length + 1}>
          <TaskTableHead sort={sort} onSort={setSort} />
          <tbody>
            <Spacer height={items[0]?.start ?? 0} />
            {items.map((item) => {
              const node = rows[item.index];
              return node === undefined ? null : (
                <TaskTableRow
                  key={node.id}
                  node={node}
                  index={item.index}
                  isSelected={node.id === selectedId}
                  onSelect={() => onSelect(node.id)}
                />
              );
            })}
            <Spacer height={below} />
          </tbody>
        </table>
      </div>
    </div>
  );
}

function TaskTableHead({ sort, onSort }: { sort: TaskSort; onSort: (sort: TaskSort) => void }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {COLUMNS.map(({ key, word }) => {
          const isSorted = sort.key === key;
          const direction = sort.isDescending ? "descending" : "ascending";
          return (
            <th key={key} className={`col-task-${key}`} aria-sort={isSorted ? direction : undefined}>
              <button
                type="button"
                className="sort-button"
                onClick={() => onSort({ key, isDescending: isSorted ? !sort.isDescending : key === "length" })}
              >
                {word}
                {isSorted ? <Icon name={sort.isDescending ? "arrowDown" : "arrowUp"} size={12} /> : null}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface TaskRowProps {
  node: RunNode;
  index: number;
  isSelected: boolean;
  onSelect: () => void;
}

function TaskTableRow({ node, index, isSelected, onSelect }: TaskRowProps) {
  const { run } = node;
  return (
    <tr aria-rowindex={index + 2} data-selected={isSelected ? "" : undefined}>
      <td>
        <button type="button" className="run-link cell-button" aria-pressed={isSelected} onClick={onSelect}>
          {node.label}
        </button>
      </td>
      <td>
        <StateBadge type={run.state_type} name={run.state_name} />
      </td>
      <td className="col-started">
        <RelativeTime at={run.start_time} />
      </td>
      <td className="col-duration">
        <LengthCell run={run} />
      </td>
      <td>{node.task === null || node.task.run_count <= 1 ? <span className="muted">1</span> : node.task.run_count}</td>
    </tr>
  );
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className="table-spacer">
      <td style={{ height }} />
    </tr>
  );
}
