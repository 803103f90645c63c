import type { FlowRun } from "@tutti/core/wire/flow-run";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../components/button.tsx";

const PauseDialog = lazy(async () => ({ default: (await import("./pause-dialog.tsx")).PauseDialog }));

export function PauseAction({ run }: { run: FlowRun }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button icon="pause" onClick={() => setIsAsking(true)}>
        Pause…
      </Button>
      {isAsking ? (
        <Suspense>
          <PauseDialog run={run} onClose={() => setIsAsking(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
