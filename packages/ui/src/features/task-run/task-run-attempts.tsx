import { useQuery } from "@tanstack/react-query";
import { Empty, Failure } from "../../components/message.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { formatDuration, formatRunningDuration } from "../../time/duration.ts";
import { formatAbsolute } from "../../time/moment.ts";
import { useSecond } from "../../time/ticker.ts";
import { type Attempt, attemptsOf } from "./attempts.ts";
import { LogLines } from "./log-lines.tsx";
import { taskRunLogs, taskRunStates } from "./task-run-queries.ts";
import "./task-run-attempts.css";

/** Each time that it ran, one beside the other: how long, how it went, and what it wrote. */
export function TaskRunAttempts({ id }: { id: string }) {
  const states = useQuery(taskRunStates(id));
  const logs = useQuery(taskRunLogs(id));
  if (states.isError) {
    return <Failure what="The attempts could not be read" error={states.error} onRetry={() => void states.refetch()} />;
  }
  if (states.isPending) return null;
  const attempts = attemptsOf(states.data, logs.data ?? []);
  if (attempts.length === 0) return <Empty title="Not begun">Each time that it runs stands here.</Empty>;
  return (
    <ol className="task-attempts" aria-label="Attempts">
      {attempts.map((attempt, index) => (
        <AttemptView key={attempt.startAt} attempt={attempt} number={index + 1} />
      ))}
    </ol>
  );
}

function AttemptView({ attempt, number }: { attempt: Attempt; number: number }) {
  const { startAt, endAt, outcome, lines } = attempt;
  const { message } = outcome;
  return (
    <li className="task-attempt">
      <h2 className="task-attempt-head">
        Attempt {number}
        <StateBadge type={outcome.type} name={outcome.name} />
      </h2>
      <p className="muted">
        {formatAbsolute(startAt)}, {endAt === null ? <Growing startAt={startAt} /> : formatDuration(endAt - startAt)}
      </p>
      {message === null || message === "" ? null : <pre className="task-attempt-message">{message}</pre>}
      {lines.length === 0 ? (
        <p className="muted">It wrote nothing to the log.</p>
      ) : (
        <LogLines lines={lines} label={`Log of attempt ${number}`} />
      )}
    </li>
  );
}

function Growing({ startAt }: { startAt: number }) {
  return formatRunningDuration(useSecond() - startAt);
}
