import type { Automation } from "@tutti/core/wire/automation";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { Switch } from "../../components/switch.tsx";
import { showToast } from "../../components/toasts.tsx";

/** Whether an automation acts. */
export function EnableSwitch({ automation: { id, name, enabled } }: { automation: Automation }) {
  const client = useQueryClient();
  const switching = useMutation({
    mutationFn: (isOn: boolean) => request(`/automations/${id}`, { method: "PATCH", body: { enabled: isOn } }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ["automations"] }),
        client.invalidateQueries({ queryKey: ["automation", id] }),
      ]);
    },
    onError: (error) => showToast("failed", `${name}: ${error.message}`),
  });
  return (
    <Switch
      isOn={switching.isPending ? switching.variables : enabled}
      label={`${name} acts`}
      isDisabled={switching.isPending}
      onChange={(isOn) => switching.mutate(isOn)}
    />
  );
}
