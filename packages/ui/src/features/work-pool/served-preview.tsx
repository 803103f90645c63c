import type { QueuePlan } from "@tutti/core/wire/queue-plan";
import { type ServedRun, servedRuns } from "./queue-order.ts";

const SHOWN = 8;
const COMPARED = 200;

/** What workers would take next in the new order, and which of it comes earlier or later than now. */
export function ServedPreview({ before, after }: { before: QueuePlan; after: QueuePlan }) {
  const now = new Map(servedRuns(before, COMPARED).map(({ id, place }) => [id, place]));
  const next = servedRuns(after, SHOWN);
  return (
    <section aria-labelledby="served-next">
      <h3 id="served-next" className="served-title">
        Taken next in this order
      </h3>
      {next.length === 0 ? (
        <p className="muted">Nothing that is due can be taken: the order tells once something is.</p>
      ) : (
        <ol className="served-list">
          {next.map((run) => (
            <li key={run.id} className="served-run">
              <span className="order-place">{run.place}</span>
              <span className="truncate">{run.name}</span>
              <span className="muted truncate">
                {run.flowName}, {run.queue}
              </span>
              <Move run={run} before={now.get(run.id)} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Move({ run, before }: { run: ServedRun; before: number | undefined }) {
  if (before === undefined || before === run.place) return <span className="served-move muted">as now</span>;
  const isEarlier = run.place < before;
  return (
    <span className="served-move" data-tone={isEarlier ? "completed" : "late"}>
      {isEarlier ? "↑" : "↓"} {Math.abs(before - run.place)} {isEarlier ? "earlier" : "later"}
    </span>
  );
}
