import type { FlowRun } from "@tutti/core/wire/flow-run";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../components/button.tsx";
import { isOver } from "../runs/runs-request.ts";

const RerunDialog = lazy(async () => ({ default: (await import("./rerun-dialog.tsx")).RerunDialog }));

interface RerunActionProps {
  run: FlowRun;
  /** The step to begin with. */
  from: { readonly id: string; readonly name: string };
}

/** Offered for a run that has ended, and has a deployment whose workers execute another one. */
export function RerunAction({ run, from }: RerunActionProps) {
  const [isAsking, setIsAsking] = useState(false);
  if (!isOver(run.state_type) || run.deployment_id === null) return null;
  return (
    <>
      <Button icon="retry" onClick={() => setIsAsking(true)}>
        Rerun from here…
      </Button>
      {isAsking ? (
        <Suspense>
          <RerunDialog run={run} from={from} onClose={() => setIsAsking(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
