import type { DeploymentRow } from "@tutti/core/wire/dashboard-work";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { setDeploymentPaused } from "../../api/deployment-actions.ts";
import { Switch } from "../../components/switch.tsx";
import { showToast } from "../../components/toasts.tsx";

type Pausable = Pick<DeploymentRow, "id" | "name" | "paused">;

/** Whether a deployment's schedules act. */
export function PauseSwitch({ deployment: { id, name, paused } }: { deployment: Pausable }) {
  const client = useQueryClient();
  const pausing = useMutation({
    mutationFn: (isOn: boolean) => setDeploymentPaused(id, !isOn),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ["deployments"] }),
        client.invalidateQueries({ queryKey: ["deployment", id] }),
      ]);
    },
    onError: (error) => showToast("failed", `${name}: ${error.message}`),
  });
  const isOn = pausing.isPending ? pausing.variables : !paused;
  return (
    <Switch
      isOn={isOn}
      label={`Schedules of ${name}`}
      isDisabled={pausing.isPending}
      onChange={(next) => pausing.mutate(next)}
    />
  );
}
