import type { WorkQueue } from "@tutti/core/wire/work-queue";

export interface QueueDraft {
  readonly name: string;
  readonly description: string;
  /** Undefined for the next that is free. */
  readonly priority: number | undefined;
  /** How many of its runs may be under way; undefined for as many as come. */
  readonly limit: number | undefined;
}

export function newQueueDraft(): QueueDraft {
  return { name: "", description: "", priority: undefined, limit: undefined };
}

export function draftOfQueue({ name, description, priority, concurrency_limit }: WorkQueue): QueueDraft {
  return { name, description: description ?? "", priority, limit: concurrency_limit ?? undefined };
}

/** The body that makes the queue, or that changes only what is not as it was. */
export function changesOf(draft: QueueDraft, queue: WorkQueue | null): Record<string, unknown> {
  const before = queue === null ? newQueueDraft() : draftOfQueue(queue);
  const name = draft.name.trim();
  return Object.fromEntries(
    [
      ["name", name, name !== before.name],
      ["description", draft.description, draft.description !== before.description],
      ["priority", draft.priority, draft.priority !== before.priority && draft.priority !== undefined],
      ["concurrency_limit", draft.limit ?? null, draft.limit !== before.limit],
    ]
      .filter(([, , isChanged]) => isChanged === true)
      .map(([key, value]) => [key, value]),
  );
}
