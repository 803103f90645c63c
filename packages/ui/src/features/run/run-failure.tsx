import { ENTRYPOINT_LABEL } from "@tutti/core/run-origin";
import type { Timeline } from "@tutti/core/wire/dashboard";
import { useQuery } from "@tanstack/react-query";
import { CopyButton } from "../../components/copy-button.tsx";
import { Icon } from "../../components/icon.tsx";
import { exceptionLine, firstFailedTask } from "./failure-reason.ts";
import { taskRunDetails } from "./run-queries.ts";

interface RunFailureProps {
  timeline: Timeline;
  onTask: (id: string) => void;
}

/** Why a run failed: the first task that did, and its exception, one press from its log. */
export function RunFailure({ timeline, onTask }: RunFailureProps) {
  const { flow_run: run } = timeline;
  const task = firstFailedTask(timeline);
  const details = useQuery({ ...taskRunDetails(task?.id ?? ""), enabled: task !== null });
  const ownMessage = run.state?.message ?? null;
  const message = details.data?.state?.message ?? ownMessage;
  const line = exceptionLine(message);
  const verb = run.state_type === "CRASHED" ? "Crashed" : "Failed";
  return (
    <div className="run-failure">
      <Icon name="warning" />
      <p className="run-failure-text">
        {task === null ? (
          <strong>{verb}</strong>
        ) : (
          <>
            <strong>{verb} in </strong>
            <button type="button" className="run-failure-task" onClick={() => onTask(task.id)}>
              {task.name}
            </button>
          </>
        )}
        {line === "" ? null : <code className="run-failure-line">{line}</code>}
        <AgainByHand timeline={timeline} />
      </p>
      <CopyButton text={message ?? verb} label="Copy the error" />
    </div>
  );
}

/** A run that a program began can only be run again where that program is. */
function AgainByHand({ timeline: { flow_run: run } }: { timeline: Timeline }) {
  if (run.deployment_id !== null || run.labels[ENTRYPOINT_LABEL] === undefined) return null;
  const command = `tutti flow-run retry ${run.name}`;
  return (
    <span className="run-failure-again">
      Again, from what failed: <code>{command}</code>
      <CopyButton text={command} label="Copy the command" />
    </span>
  );
}
