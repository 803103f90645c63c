type Labels = Readonly<Record<string, string>>;

/** The page of the dashboard that shows a resource; null where there is none. */
export type ResourcePlace =
  | { to: "/runs/run/$id"; params: { id: string } }
  | { to: "/runs/task-run/$id"; params: { id: string } }
  | { to: "/automations/automation/$id"; params: { id: string } }
  | { to: "/flows/flow/$id"; params: { id: string } }
  | { to: "/deployments/deployment/$id"; params: { id: string } }
  | { to: "/blocks/block/$id"; params: { id: string } }
  | { to: "/work-pools/work-pool/$name"; params: { name: string } };

const PLACES: readonly [string, (id: string, labels: Labels) => ResourcePlace | null][] = [
  ["prefect.flow-run.", (id) => ({ to: "/runs/run/$id", params: { id } })],
  ["prefect.task-run.", (id) => ({ to: "/runs/task-run/$id", params: { id } })],
  ["prefect.automation.", (id) => ({ to: "/automations/automation/$id", params: { id } })],
  ["prefect.flow.", (id) => ({ to: "/flows/flow/$id", params: { id } })],
  ["prefect.deployment.", (id) => ({ to: "/deployments/deployment/$id", params: { id } })],
  ["prefect.block-document.", (id) => ({ to: "/blocks/block/$id", params: { id } })],
  [
    "prefect.work-pool.",
    (_id, { "prefect.resource.name": name }) =>
      name === undefined ? null : { to: "/work-pools/work-pool/$name", params: { name } },
  ],
];

export function placeOf(labels: Labels): ResourcePlace | null {
  const id = labels["prefect.resource.id"] ?? "";
  const found = PLACES.find(([prefix]) => id.startsWith(prefix));
  return found === undefined ? null : found[1](id.slice(found[0].length), labels);
}

/** How a resource is called: by its name where it has one. */
export function resourceWords(labels: Labels): string {
  return labels["prefect.resource.name"] ?? labels["prefect.resource.id"] ?? "";
}
