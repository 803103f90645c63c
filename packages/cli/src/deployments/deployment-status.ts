import type { Deployment } from "@tutti/core/wire/deployment";
import type { Output } from "../output.ts";

/** Whether a deployment's runs are taken by somebody, and whether its schedules are paused. */
export function deploymentStatusText({ status, paused }: Deployment, output: Output): string {
  const text = output.style(status === "READY" ? "green" : "yellow", status === "READY" ? "ready" : "not ready");
  return paused ? `${text}, ${output.style("gray", "paused")}` : text;
}
