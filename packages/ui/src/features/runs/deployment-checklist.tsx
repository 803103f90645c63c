import type { DeploymentsPage } from "@tutti/core/wire/dashboard-work";
import { request } from "../../api/http.ts";
import { type ChecklistProps, NamedChecklist } from "./named-checklist.tsx";

const SHOWN = 50;

export function DeploymentChecklist(props: ChecklistProps) {
  return <NamedChecklist word="deployment" find={findDeployments} {...props} />;
}

async function findDeployments(text: string, signal: AbortSignal): Promise<string[]> {
  const body = { search: text === "" ? null : text, sort: "NAME_ASC", limit: SHOWN };
  const { results } = await request<DeploymentsPage>("/tutti/deployments/page", { method: "POST", body, signal });
  return results.map(({ name }) => name);
}
