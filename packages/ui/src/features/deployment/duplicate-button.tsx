import type { Deployment } from "@tutti/core/wire/deployment";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { request } from "../../api/http.ts";
import { Button, IconButton } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { TextField } from "../../components/form/text-field.tsx";
import { showToast } from "../../components/toasts.tsx";
import { copyOfDeployment } from "./deployment-copy.ts";

interface DuplicateProps {
  id: string;
  name: string;
}

/** Makes another deployment like this one, and opens its form. */
export function DuplicateButton({ id, name }: DuplicateProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <IconButton icon="duplicate" label="Duplicate the deployment" onClick={() => setIsOpen(true)} />
      {isOpen ? <DuplicateDialog id={id} name={name} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

function useDuplicate(id: string, name: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async () => {
      const original = await request<Deployment>(`/deployments/${id}`, { isExact: true });
      return request<Deployment>("/deployments/", { method: "POST", body: copyOfDeployment(original, name) });
    },
    onSuccess: async (made) => {
      showToast("done", `${made.name} is made.`);
      await client.invalidateQueries({ queryKey: ["deployments"] });
      await navigate({ to: "/deployments/deployment/$id/edit", params: { id: made.id } });
    },
  });
}

function DuplicateDialog({ id, name, onClose }: DuplicateProps & { onClose: () => void }) {
  const [text, setText] = useState(`${name}-copy`);
  const making = useDuplicate(id, text.trim());
  return (
    <Dialog title={`Duplicate ${name}`} onClose={onClose}>
      <Form onSend={() => making.mutate()}>
        <TextField
          label="Name of the copy"
          hint="It has the same code, parameters, schedules and pool. Its schedules are paused at first."
          isRequired
          value={text}
          onChange={setText}
        />
        <SendFailure error={making.error} />
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="primary"
            isDisabled={text.trim() === "" || text.trim() === name || making.isPending}
          >
            Duplicate
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
