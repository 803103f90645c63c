/** The id under which events tell of a worker, as Prefect's workers write it. */
export function workerResourceId(poolType: string, name: string): string {
  return `prefect.worker.${poolType}.${slug(name)}`;
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
