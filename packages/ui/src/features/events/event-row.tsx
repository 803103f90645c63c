import type { Event } from "@tutti/core/wire/event";
import { Link } from "@tanstack/react-router";
import { memo, useState } from "react";
import { IconButton } from "../../components/button.tsx";
import { Icon } from "../../components/icon.tsx";
import { JsonView } from "../../components/json-view.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { placeOf, resourceWords } from "./resource-place.ts";

interface EventRowProps {
  event: Event;
  /** Asks for what else happened to a resource; not where all are about one. */
  onResource?: (id: string) => void;
}

/** One event in a line; all of it when it is opened. */
export const EventRow = memo(function EventRow({ event, onResource }: EventRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { resource } = event;
  const place = placeOf(resource);
  const id = resource["prefect.resource.id"] ?? "";
  return (
    <li className="event">
      <div className="event-line">
        <button
          type="button"
          className="event-name"
          aria-expanded={isOpen}
          onClick={() => setIsOpen((wasOpen) => !wasOpen)}
        >
          <Icon name={isOpen ? "chevronDown" : "chevronRight"} size={14} />
          <span className="truncate">{event.event}</span>
        </button>
        <span className="event-resource truncate">
          {place === null ? (
            resourceWords(resource)
          ) : (
            <Link {...place} className="link" preload={false}>
              {resourceWords(resource)}
            </Link>
          )}
        </span>
        <span className="event-time">
          <RelativeTime at={event.occurred} />
        </span>
        {onResource === undefined ? null : (
          <IconButton icon="search" label={`What else happened to ${id}`} onClick={() => onResource(id)} />
        )}
      </div>
      {isOpen ? <JsonView value={event} label={`Event ${event.event}`} /> : null}
    </li>
  );
});
