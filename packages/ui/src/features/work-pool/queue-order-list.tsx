import type { QueuePlan } from "@tutti/core/wire/queue-plan";
import { IconButton } from "../../components/button.tsx";
import { useDragOrder } from "../../components/use-drag-order.ts";
import { holdBack, moved } from "./queue-order.ts";

interface QueueOrderListProps {
  order: QueuePlan;
  onOrder: (order: QueuePlan) => void;
}

/** Queues in the order in which they are served; each is dragged, or moved by its buttons. */
export function QueueOrderList({ order, onOrder }: QueueOrderListProps) {
  const move = (from: number, to: number) => onOrder(moved(order, from, to));
  const { list, dragged } = useDragOrder<HTMLOListElement>(move);
  return (
    <ol ref={list} className="order-list" aria-label="Queues, the first served first">
      {order.map((queue, index) => (
        <li
          key={queue.id}
          className="order-item"
          draggable
          data-place={index}
          data-dragged={dragged === index ? "" : undefined}
        >
          <span className="order-place">{index + 1}</span>
          <span className="truncate">{queue.name}</span>
          <span className="order-note muted">{noteOf(queue)}</span>
          <IconButton icon="arrowUp" label={`Move ${queue.name} up`} onClick={() => move(index, index - 1)} />
          <IconButton icon="arrowDown" label={`Move ${queue.name} down`} onClick={() => move(index, index + 1)} />
        </li>
      ))}
    </ol>
  );
}

function noteOf(queue: QueuePlan[number]): string {
  const due = queue.due === 0 ? "nothing due" : `${queue.due.toLocaleString("en")} due`;
  const held = holdBack(queue);
  return held === null ? due : `${due}, ${held}`;
}
