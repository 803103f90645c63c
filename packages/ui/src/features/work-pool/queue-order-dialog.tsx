import type { QueuePlan } from "@tutti/core/wire/queue-plan";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changeQueue } from "../../api/work-pool-actions.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Form, SendFailure } from "../../components/form/form.tsx";
import { Failure } from "../../components/message.tsx";
import { newPriorities } from "./queue-order.ts";
import { QueueOrderList } from "./queue-order-list.tsx";
import { ServedPreview } from "./served-preview.tsx";
import { queuePlan } from "./work-pool-queries.ts";
import "./queue-order.css";

/** Puts a pool's queues into another order, and says what would be taken next. */
export function QueueOrderDialog({ pool, onClose }: { pool: string; onClose: () => void }) {
  const plan = useQuery(queuePlan(pool));
  return (
    <Dialog title="Reorder the queues" onClose={onClose}>
      {plan.isError ? <Failure what="The queues could not be read" error={plan.error} /> : null}
      {plan.data === undefined ? null : <OrderForm pool={pool} plan={plan.data} onClose={onClose} />}
    </Dialog>
  );
}

interface OrderFormProps {
  pool: string;
  /** As it is now. */
  plan: QueuePlan;
  onClose: () => void;
}

function OrderForm({ pool, plan, onClose }: OrderFormProps) {
  const [names, setNames] = useState(() => plan.map(({ name }) => name));
  const client = useQueryClient();
  // Queues may come and go meanwhile: those that are new come last.
  const byName = new Map(plan.map((queue) => [queue.name, queue]));
  const order = [...new Set([...names, ...byName.keys()])].flatMap((name) => byName.get(name) ?? []);
  const changes = newPriorities(order);
  const saving = useMutation({
    mutationFn: async () => {
      // One after the other, from the first on: those behind make room, and are then put into their own places.
      for (const { name, priority } of changes) await changeQueue(pool, name, { priority });
      await client.invalidateQueries({ queryKey: ["work-pool", pool] });
    },
    onSuccess: onClose,
  });
  return (
    <Form onSend={() => saving.mutate()}>
      <QueueOrderList order={order} onOrder={(next) => setNames(next.map(({ name }) => name))} />
      <ServedPreview before={plan} after={order} />
      <SendFailure error={saving.error} />
      <div className="dialog-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" isDisabled={changes.length === 0 || saving.isPending}>
          Save the order
        </Button>
      </div>
    </Form>
  );
}
