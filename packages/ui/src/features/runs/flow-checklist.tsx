import type { FlowsPage } from "@tutti/core/wire/dashboard";
import { request } from "../../api/http.ts";
import { type ChecklistProps, NamedChecklist } from "./named-checklist.tsx";

const SHOWN = 50;

export function FlowChecklist(props: ChecklistProps) {
  return <NamedChecklist word="flow" find={findFlows} {...props} />;
}

async function findFlows(text: string, signal: AbortSignal): Promise<string[]> {
  const body = { search: text === "" ? null : text, sort: "NAME_ASC", limit: SHOWN };
  const { results } = await request<FlowsPage>("/tutti/flows/page", { method: "POST", body, signal });
  return results.map(({ name }) => name);
}
