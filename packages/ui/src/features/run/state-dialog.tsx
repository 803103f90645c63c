import { STATE_TYPES, type StateType } from "@tutti/core/state-type";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { FormField } from "../../components/form/form-field.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { stateWords } from "../../state/tone.ts";
import type { ChangedRun } from "./state-button.tsx";

interface StateDialogProps {
  run: ChangedRun;
  setState: (type: StateType, message: string) => Promise<void>;
  onClose: () => void;
}

/** Sets a run's state by hand, for what nobody will report any more. */
export function StateDialog({ run, setState, onClose }: StateDialogProps) {
  const [type, setType] = useState<StateType>(run.state_type ?? "COMPLETED");
  const [message, setMessage] = useState("");
  const setting = useMutation({ mutationFn: () => setState(type, message), onSuccess: onClose });
  return (
    <Dialog title={`Change the state of ${run.name}`} onClose={onClose}>
      <Form onSend={() => setting.mutate()}>
        <FormField label="State" hint="No process is told: one that still runs goes on, and may report another state.">
          {(control) => (
            <select
              {...control}
              className="input"
              value={type}
              onChange={(event) => setType(STATE_TYPES.find((known) => known === event.target.value) ?? type)}
            >
              {STATE_TYPES.map((known) => (
                <option key={known} value={known}>
                  {stateWords(known, null)}
                </option>
              ))}
            </select>
          )}
        </FormField>
        <TextField label="Why" hint="Stands in the run's history." value={message} onChange={setMessage} />
        <SendFailure error={setting.error} />
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" isDisabled={type === run.state_type || setting.isPending}>
            Change the state
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
