import type { FlowRun } from "@tutti/core/wire/flow-run";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { rerunRun } from "../../api/run-actions.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { JsonField } from "../../components/form/json-field.tsx";
import "../../components/form/form.css";

interface RerunDialogProps {
  run: FlowRun;
  /** The step to begin with. */
  from: { readonly id: string; readonly name: string };
  onClose: () => void;
}

/** Makes another run like one that has ended, with its parameters or others, and goes there. */
export function RerunDialog({ run, from, onClose }: RerunDialogProps) {
  const navigate = useNavigate();
  const [parameters, setParameters] = useState<unknown>(run.parameters);
  const [isReadable, setIsReadable] = useState(true);
  const rerunning = useMutation({
    mutationFn: () => rerunRun(run.id, from.id, parameters),
    onSuccess: async ({ id }) => {
      onClose();
      await navigate({ to: "/runs/run/$id", params: { id } });
    },
  });
  return (
    <Dialog title={`Rerun from ${from.name}`} look="wide" onClose={onClose}>
      <Form onSend={() => rerunning.mutate()}>
        <p className="muted">
          Another run of the flow is made. What had ended before {from.name} began is given back, as long as it is
          called with the same inputs.
        </p>
        <JsonField
          label="Parameters"
          hint=""
          value={parameters}
          onChange={setParameters}
          onProblem={(problem) => setIsReadable(problem === null)}
        />
        <SendFailure error={rerunning.error} />
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" icon="play" isDisabled={rerunning.isPending || !isReadable}>
            Run it
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
