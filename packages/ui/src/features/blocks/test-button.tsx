import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { BlockTestResult } from "@tutti/core/wire/block-uses";
import { useMutation } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { Button } from "../../components/button.tsx";
import { showToast } from "../../components/toasts.tsx";

/** What the server can try by itself: what sends notifications, and webhooks. The rest needs code of the users. */
export function canTry({ block_type, block_schema }: Pick<BlockDocument, "block_type" | "block_schema">): boolean {
  return block_type?.slug === "webhook" || (block_schema?.capabilities ?? []).includes("notify");
}

/** Sends a message, or a request, to see whether the block does. */
export function TestButton({ block: { id, name } }: { block: BlockDocument }) {
  const trying = useMutation({
    mutationFn: () => request<BlockTestResult>(`/tutti/blocks/${id}/test`, { method: "POST", body: {} }),
    onSuccess: ({ is_fine, detail }) =>
      showToast(is_fine ? "done" : "failed", is_fine ? `${name} works. ${detail}` : `${name} does not work. ${detail}`),
    onError: (error) => showToast("failed", `${name} could not be tried. ${error.message}`),
  });
  return (
    <Button icon="play" isDisabled={trying.isPending} title="Sends a test message" onClick={() => trying.mutate()}>
      Send a test
    </Button>
  );
}
