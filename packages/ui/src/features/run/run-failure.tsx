import { ENTRYPOINT_LABEL } from "@tutti/core/run-origin";
import type { Timeline } from "@tutti/core/wire/dashboard";
import { useQuery } from "@tanstack/react-query";
import { CopyButton } from "../../components/copy-button.tsx";
import { Icon } from "../../components/icon.tsx";
import { stateWords } from "../../state/tone.ts";
import { exceptionLine, firstFailedTask, saysWhyItself } from "./failure-reason.ts";
import { taskRunDetails } from "./run-queries.ts";

interface RunFailureProps {
  timeline: Timeline;
  onTask: (id: string) => void;
}

/** Why a run failed: the first task that did, and its exception, one press from its log. */
export function RunFailure({ timeline, onTask }: RunFailureProps) {
  const { task, message, verb } = useReason(timeline);
  const line = exceptionLine(message);
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

/** The message that tells it, and the task run that it is of; null for the run's own. */
function useReason(timeline: Timeline) {
  const { state, state_type, state_name } = timeline.flow_run;
  const own = state?.message ?? null;
  const isOwn = state_type === "FAILED" && saysWhyItself(own);
  const task = isOwn ? null : firstFailedTask(timeline);
  const details = useQuery({ ...taskRunDetails(task?.id ?? ""), enabled: task !== null });
  const verb = state_type === "CRASHED" ? "Crashed" : "Failed";
  return {
    task,
    message: details.data?.state?.message ?? own,
    verb: isOwn ? stateWords(state_type, state_name) : verb,
  };
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
