import type { Event } from "@tutti/core/wire/event";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Failure } from "../../components/message.tsx";
import { StateIcon } from "../../components/state-icon.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { assetHistory } from "./assets-query.ts";
import { usualGap } from "./usual-gap.ts";
import { formatDuration } from "../../time/duration.ts";
import "../../components/table.css";

const ENDS_WITH_FAILURE = ".failed";

/** Every time that it was made, or could not be, the last first. */
export function AssetHistory({ assetKey }: { assetKey: string }) {
  const history = useQuery(assetHistory(assetKey));
  const events = history.data?.events ?? [];
  const gap = usualGap(
    events.filter(({ event }) => !event.endsWith(ENDS_WITH_FAILURE)).map(({ occurred }) => occurred),
  );
  return (
    <section aria-labelledby="asset-history">
      <h2 id="asset-history" className="asset-title">
        Materialisations {gap === null ? null : <span className="muted">usually every {formatDuration(gap)}</span>}
      </h2>
      {history.isError ? <Failure what="They could not be read" error={history.error} /> : null}
      {history.isSuccess && events.length === 0 ? (
        <p className="asset-note muted">None, as far back as the server keeps events.</p>
      ) : null}
      {events.length === 0 ? null : (
        <table className="table asset-history" aria-label="Materialisations">
          <thead>
            <tr>
              <th className="col-status">Result</th>
              <th className="col-when">When</th>
              <th className="col-run">Run</th>
              <th className="col-task">Task run</th>
              <th>Told with it</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <HistoryRow key={event.id} event={event} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function HistoryRow({ event }: { event: Event }) {
  const hasFailed = event.event.endsWith(ENDS_WITH_FAILURE);
  const tone = hasFailed ? "failed" : "completed";
  const told = Object.entries(event.payload);
  return (
    <tr>
      <td className="col-status">
        <span className="state-badge state-badge-plain" data-tone={tone}>
          <StateIcon tone={tone} />
          {hasFailed ? "Failed" : "Made"}
        </span>
      </td>
      <td className="col-when">
        <RelativeTime at={event.occurred} />
      </td>
      <td className="col-run">
        <RunLink event={event} kind="flow-run" />
      </td>
      <td className="col-task">
        <RunLink event={event} kind="task-run" />
      </td>
      <td className="mono" title={told.length === 0 ? undefined : JSON.stringify(event.payload, null, 2)}>
        {told
          .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
          .join(", ")}
      </td>
    </tr>
  );
}

function RunLink({ event: { related }, kind }: { event: Event; kind: "flow-run" | "task-run" }) {
  const labels = related.find((each) => each["prefect.resource.role"] === kind);
  const id = labels?.["prefect.resource.id"]?.slice(`prefect.${kind}.`.length);
  if (labels === undefined || id === undefined) return <span className="muted">–</span>;
  return (
    <Link
      to={kind === "flow-run" ? "/runs/run/$id" : "/runs/task-run/$id"}
      params={{ id }}
      className="link"
      preload={false}
    >
      {labels["prefect.resource.name"] ?? id.slice(0, 8)}
    </Link>
  );
}
