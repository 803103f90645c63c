import type { StateType } from "@tutti/core/state-type";
import { lazy, Suspense, useState } from "react";
import { IconButton } from "../../components/button.tsx";

const StateDialog = lazy(async () => ({ default: (await import("./state-dialog.tsx")).StateDialog }));

/** A flow run or a task run whose state is changed by hand. */
export interface ChangedRun {
  readonly id: string;
  readonly name: string;
  readonly state_type: StateType | null;
}

interface StateButtonProps {
  run: ChangedRun;
  setState: (id: string, type: StateType, message: string) => Promise<void>;
}

export function StateButton({ run, setState }: StateButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <IconButton icon="edit" label="Change the state" onClick={() => setIsOpen(true)} />
      {isOpen ? (
        <Suspense>
          <StateDialog
            run={run}
            setState={(type, message) => setState(run.id, type, message)}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
