import type { FlowRun } from "@tutti/core/wire/flow-run";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { cancelRuns, deleteRuns, forceState, resumeRun, retryRun } from "../../api/run-actions.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { isOver } from "../runs/runs-request.ts";
import { PauseAction } from "./pause-action.tsx";
import { StateButton } from "./state-button.tsx";

const ResumeDialog = lazy(async () => ({ default: (await import("./resume-dialog.tsx")).ResumeDialog }));

interface RunActionsProps {
  run: FlowRun;
  flowName: string;
}

/** Only what is legal in the run's state is offered. */
export function RunActions({ run, flowName }: RunActionsProps) {
  const [question, setQuestion] = useState<"cancel" | "delete" | null>(null);
  const over = isOver(run.state_type);
  const close = () => setQuestion(null);
  return (
    <div className="run-actions">
      {canRetry(run) ? <ActionButton icon="retry" word="Retry" act={() => retryRun(run.id)} /> : null}
      {run.state_type === "PAUSED" ? <ResumeAction run={run} /> : null}
      {run.state_type === "RUNNING" ? <PauseAction run={run} /> : null}
      {over || run.state_type === "CANCELLING" ? null : (
        <Button icon="stop" onClick={() => setQuestion("cancel")}>
          Cancel
        </Button>
      )}
      {run.deployment_id === null ? null : (
        <Link
          className="button button-plain"
          to="/deployments/deployment/$id/run"
          params={{ id: run.deployment_id }}
          search={{ from: run.id }}
          title="A new run with the parameters of this one"
        >
          <Icon name="duplicate" />
          Run again
        </Link>
      )}
      <StateButton run={run} setState={forceState} />
      <IconButton icon="trash" label="Delete the run" onClick={() => setQuestion("delete")} />
      {question === "cancel" ? (
        <ConfirmDialog
          title={`Cancel ${run.name}?`}
          action="Cancel the run"
          onClose={close}
          onConfirm={() => cancelRuns([run.id])}
        >
          {run.start_time === null
            ? "It has not started, so it is cancelled at once."
            : "Its process is asked to stop; finished tasks stay finished."}
        </ConfirmDialog>
      ) : null}
      {question === "delete" ? <DeleteDialog run={run} flowName={flowName} onClose={close} /> : null}
    </div>
  );
}

/** A run without a deployment has no process that could take it up again. */
function canRetry(run: FlowRun): boolean {
  return isOver(run.state_type) && run.state_type !== "COMPLETED" && run.deployment_id !== null;
}

/** A run that asks for something is resumed by a form. */
function ResumeAction({ run }: { run: FlowRun }) {
  const [isAsking, setIsAsking] = useState(false);
  const keys = run.state?.state_details.run_input_keyset ?? null;
  if (keys === null) return <ActionButton icon="play" word="Resume" act={() => resumeRun(run.id)} />;
  return (
    <>
      <Button icon="play" look="primary" onClick={() => setIsAsking(true)}>
        Resume…
      </Button>
      {isAsking ? (
        <Suspense>
          <ResumeDialog run={run} keys={keys} onClose={() => setIsAsking(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

function DeleteDialog({ run, flowName, onClose }: RunActionsProps & { onClose: () => void }): ReactNode {
  const navigate = useNavigate();
  return (
    <ConfirmDialog
      title={`Delete ${run.name}?`}
      action="Delete the run"
      onClose={onClose}
      onConfirm={async () => {
        await deleteRuns([run.id]);
        await navigate({ to: "/runs" });
      }}
    >
      This run of {flowName}, its task runs, logs and states go. This cannot be undone.
      {run.state_type === "RUNNING" || run.state_type === "PENDING" ? (
        <p>
          <strong>It is under way</strong> and would go on without a record: cancel it first, if it should stop.
        </p>
      ) : null}
    </ConfirmDialog>
  );
}

function ActionButton({ icon, word, act }: { icon: "retry" | "play"; word: string; act: () => Promise<void> }) {
  const action = useMutation({ mutationFn: act });
  return (
    <>
      {action.isError ? (
        <span className="run-action-error" role="alert">
          {action.error.message}
        </span>
      ) : null}
      <Button icon={icon} look="primary" isDisabled={action.isPending} onClick={() => action.mutate()}>
        {word}
      </Button>
    </>
  );
}
