import type { PoolOccupancy } from "@tutti/core/wire/pool-occupancy";
import type { WorkPoolConcurrency } from "@tutti/core/wire/work-pool";
import type { FlowRunSlot } from "@tutti/core/wire/work-queue";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Failure } from "../../components/message.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import { closedWindowOf, RANGE_WORDS, TIME_RANGES, type TimeRange } from "../runs/time-search.ts";
import { OccupancyChart } from "./occupancy-chart.tsx";
import { poolConcurrency, poolOccupancy } from "./work-pool-queries.ts";
import "../../components/form/form.css";
import "../../components/table.css";
import "./slots-panel.css";

interface SlotsPanelProps {
  pool: string;
  range: TimeRange;
  onRange: (changes: { range: TimeRange }) => void;
}

/** Who holds the pool's slots now, and how many were held over time. */
export function SlotsPanel({ pool, range, onRange }: SlotsPanelProps) {
  const occupancy = useQuery(poolOccupancy(pool, secondsOf(range)));
  const slots = useQuery(poolConcurrency(pool));
  const error = occupancy.error ?? slots.error;
  return (
    <div className="slots-panel">
      <div className="panel-tools">
        <span className="muted">{noteOf(occupancy.data)}</span>
        <RangeSelect range={range} onRange={(next) => onRange({ range: next })} />
      </div>
      {error === null ? null : <Failure what="The slots could not be read" error={error} />}
      {occupancy.data === undefined ? (
        <div className="occupancy-waiting" />
      ) : (
        <OccupancyChart occupancy={occupancy.data} />
      )}
      {slots.data === undefined ? null : <SlotsTable slots={slots.data} />}
    </div>
  );
}

function secondsOf(range: TimeRange): number {
  return -closedWindowOf({ range }, range, 0).since / 1000;
}

function RangeSelect({ range, onRange }: { range: TimeRange; onRange: (range: TimeRange) => void }) {
  return (
    <label>
      <span className="visually-hidden">Time</span>
      <select
        className="input"
        value={range}
        onChange={(event) => onRange(TIME_RANGES.find((known) => known === event.target.value) ?? range)}
      >
        {TIME_RANGES.map((known) => (
          <option key={known} value={known}>
            {RANGE_WORDS[known]}
          </option>
        ))}
      </select>
    </label>
  );
}

function noteOf(occupancy: PoolOccupancy | undefined): string {
  if (occupancy?.is_truncated === true) return "So much ended of late that only its latest part is told.";
  return "Runs under way at once.";
}

function SlotsTable({ slots }: { slots: WorkPoolConcurrency }) {
  const list = useFocusStep<HTMLDivElement>(".run-link");
  const rows = slots.queues.flatMap((queue) => queue.flow_runs.map((run) => ({ run, queue: queue.queue_name })));
  return (
    <div ref={list}>
      <h2 className="slots-title">
        Hold slots now <span className="muted">{slots.active_slots}</span>
      </h2>
      {rows.length === 0 ? (
        <p className="slots-note muted">Nothing of this pool is under way.</p>
      ) : (
        <table className="table slots-table" aria-label="Hold slots now">
          <thead>
            <tr>
              <th className="col-state">State</th>
              <th>Run</th>
              <th className="col-queue">Queue</th>
              <th className="col-since">In this state since</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ run, queue }) => (
              <SlotRow key={run.id} run={run} queue={queue} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function SlotRow({ run, queue }: { run: FlowRunSlot; queue: string }) {
  return (
    <tr>
      <td className="col-state">
        <StateBadge type={run.state_type} name={run.state_name} />
      </td>
      <td>
        <Link to="/runs/run/$id" params={{ id: run.id }} className="run-link" preload={false}>
          {run.name}
        </Link>
      </td>
      <td className="col-queue">{queue}</td>
      <td className="col-since">
        <RelativeTime at={run.state_timestamp} />
      </td>
    </tr>
  );
}
