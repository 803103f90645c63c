import type { BlockDocument } from "@tutti/core/wire/block-document";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Form } from "../../components/form/form.tsx";
import { FieldErrors, FormField } from "../../components/form/form-field.tsx";
import { showToast } from "../../components/toasts.tsx";
import { resultStorage } from "./blocks-query.ts";
import { canStore } from "./capabilities.ts";

/** Says and sets where results go that no flow says a place for. */
export function ResultStorageButton({ blocks }: { blocks: readonly BlockDocument[] }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Result storage</Button>
      {isOpen ? <ResultStorageDialog blocks={blocks} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

function useStorageSetting(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      if (id === "") await request("/admin/storage", { method: "DELETE" });
      else await request("/admin/storage", { method: "PUT", body: { default_result_storage_block_id: id } });
      await client.invalidateQueries({ queryKey: ["blocks"] });
    },
    onSuccess: () => {
      showToast("done", "Where results go is changed.");
      onDone();
    },
  });
}

function ResultStorageDialog({ blocks, onClose }: { blocks: readonly BlockDocument[]; onClose: () => void }) {
  const current = useQuery(resultStorage());
  const [choice, setChoice] = useState<string | null>(null);
  const saving = useStorageSetting(onClose);
  const known = current.data?.default_result_storage_block_id ?? "";
  const chosen = choice ?? known;
  const fitting = blocks.filter(({ block_schema }) => canStore(block_schema?.capabilities ?? []));
  return (
    <Dialog title="Result storage" onClose={onClose}>
      <Form onSend={() => saving.mutate(chosen)}>
        <FormField
          label="Results of runs go to"
          hint="Where neither the flow, the task nor the work pool says a place. Only blocks that store files can be chosen."
        >
          {(control) => (
            <select
              {...control}
              className="input"
              disabled={!current.isSuccess}
              value={chosen}
              onChange={(event) => setChoice(event.target.value)}
            >
              <option value="">a folder of the machine that runs the flow</option>
              {fitting.map(({ id, name, block_type_name }) => (
                <option key={id} value={id}>
                  {name} ({block_type_name})
                </option>
              ))}
            </select>
          )}
        </FormField>
        <FieldErrors
          errors={[saving.error, current.error].flatMap((error) => (error === null ? [] : [error.message]))}
        />
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" isDisabled={chosen === known || saving.isPending}>
            Save
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
