import type { StateType } from "@tutti/core/state-type";
import { formatAbsolute } from "../time/moment.ts";
import { StateBadge } from "./state-badge.tsx";
import "./state-history.css";

interface StateHistoryProps {
  states: readonly {
    readonly id: string;
    readonly type: StateType;
    readonly name: string | null;
    readonly timestamp: string;
    readonly message: string | null;
  }[];
}

/** Each state that a run was in, when, and what it said. */
export function StateHistory({ states }: StateHistoryProps) {
  return (
    <section>
      <h2 className="panel-title">States</h2>
      <ol className="states">
        {states.map((state) => (
          <li key={state.id} className="state-entry">
            <StateBadge type={state.type} name={state.name} />
            <time dateTime={state.timestamp}>{formatAbsolute(Date.parse(state.timestamp))}</time>
            {state.message === null ? null : <p className="state-message">{state.message}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
