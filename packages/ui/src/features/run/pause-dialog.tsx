import type { FlowRun } from "@tutti/core/wire/flow-run";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { pauseRun } from "../../api/run-actions.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { DurationInput } from "../../components/form/duration-input.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { FormField } from "../../components/form/form-field.tsx";
import "../../components/form/form.css";

const HOUR_SECONDS = 3600;

/** How a run shall wait, and for how long at most. */
export function PauseDialog({ run, onClose }: { run: FlowRun; onClose: () => void }) {
  const [isSuspended, setIsSuspended] = useState(false);
  const [seconds, setSeconds] = useState(HOUR_SECONDS);
  const pausing = useMutation({ mutationFn: () => pauseRun(run.id, seconds, isSuspended), onSuccess: onClose });
  // Only of a deployment's own run somebody can start the process again.
  const canSuspend = run.deployment_id !== null && run.parent_task_run_id === null;
  return (
    <Dialog title={`Pause ${run.name}`} onClose={onClose}>
      <Form onSend={() => pausing.mutate()}>
        <p className="muted">No more of its steps begin until it is resumed; those that are under way go on.</p>
        {canSuspend ? (
          <FormField label="Its process" hint="A run that is suspended needs no process while it waits.">
            {(control) => (
              <select
                {...control}
                className="input"
                value={isSuspended ? "ends" : "waits"}
                onChange={(event) => setIsSuspended(event.target.value === "ends")}
              >
                <option value="waits">waits</option>
                <option value="ends">ends, and is started again to go on</option>
              </select>
            )}
          </FormField>
        ) : null}
        <FormField label="For at most" hint="The run fails when nobody resumes it in time.">
          {(control) => <DurationInput control={control} seconds={seconds} onChange={setSeconds} />}
        </FormField>
        <SendFailure error={pausing.error} />
        <div className="dialog-actions">
          <Button onClick={onClose}>Let it run</Button>
          <Button type="submit" look="primary" icon="pause" isDisabled={seconds <= 0 || pausing.isPending}>
            {isSuspended ? "Suspend it" : "Pause it"}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
