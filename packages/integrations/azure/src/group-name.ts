const MOST = 63;

/** A container group's name for a run: after its flow, and the same whoever asks. */
export function groupName(flowName: string, flowRunId: string): string {
  const room = MOST - flowRunId.length - 1 - "prefect-".length;
  const slug = flowName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, room)
    .replaceAll(/^-|-$/g, "");
  return `${slug === "" ? "run" : slug}-${flowRunId}`;
}
