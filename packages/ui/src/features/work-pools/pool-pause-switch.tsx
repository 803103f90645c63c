import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changeWorkPool } from "../../api/work-pool-actions.ts";
import { Switch } from "../../components/switch.tsx";
import { showToast } from "../../components/toasts.tsx";

/** Whether a pool's runs are given to workers. */
export function PoolPauseSwitch({ name, isPaused }: { name: string; isPaused: boolean }) {
  const client = useQueryClient();
  const pausing = useMutation({
    mutationFn: (isOn: boolean) => changeWorkPool(name, { is_paused: !isOn }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ["work-pools"] }),
        client.invalidateQueries({ queryKey: ["work-pool", name] }),
      ]);
    },
    onError: (error) => showToast("failed", `${name}: ${error.message}`),
  });
  return (
    <Switch
      isOn={pausing.isPending ? pausing.variables : !isPaused}
      label={`${name} takes runs`}
      isDisabled={pausing.isPending}
      onChange={(isOn) => pausing.mutate(isOn)}
    />
  );
}
