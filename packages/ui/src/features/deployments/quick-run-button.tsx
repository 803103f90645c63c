import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { startRun } from "../../api/deployment-actions.ts";
import { ApiError } from "../../api/http.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { showToast } from "../../components/toasts.tsx";

interface QuickRunButtonProps {
  id: string;
  name: string;
  /** `row` is an icon alone. */
  look: "row" | "head";
}

/** Starts a run with the deployment's own parameters; where these do not do, their form is opened. */
export function QuickRunButton({ id, name, look }: QuickRunButtonProps) {
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: () => startRun(id, {}),
    onSuccess: (run) =>
      showToast(
        "done",
        <>
          <Link to="/runs/run/$id" params={{ id: run.id }} className="link-accent">
            {run.name}
          </Link>{" "}
          is scheduled.
        </>,
      ),
    onError: (error) => {
      showToast("failed", `${name} was not started. ${error.message}`);
      const wantsParameters = error instanceof ApiError && [409, 422].includes(error.status);
      if (wantsParameters) void navigate({ to: "/deployments/deployment/$id/run", params: { id } });
    },
  });
  if (look === "row")
    return <IconButton icon="play" label={`Quick run of ${name}`} onClick={() => !start.isPending && start.mutate()} />;
  return (
    <Button icon="play" look="primary" isDisabled={start.isPending} onClick={() => start.mutate()}>
      Quick run
    </Button>
  );
}
