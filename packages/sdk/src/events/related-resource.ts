/** An object of the server that an event is related to, as Prefect's client labels it. */
export function relatedResource(role: string, id: string, name: string | null): Record<string, string> {
  return {
    "prefect.resource.id": `prefect.${role}.${id}`,
    "prefect.resource.role": role,
    ...(name === null ? {} : { "prefect.resource.name": name }),
  };
}
