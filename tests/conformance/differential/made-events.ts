import { randomUUID } from "node:crypto";

/** Something that happened on a day long gone, so that its time can be compared as it is. */
export interface Happening {
  readonly name: string;
  /** Of that day, from ten o'clock on. */
  readonly second: number;
  readonly resource?: Record<string, string>;
  readonly related?: readonly Record<string, string>[];
  readonly payload?: object;
}

const TEN_O_CLOCK = Date.parse("2024-05-01T10:00:00Z");

/** Events as clients send them; those that name no resource are of one called after the kind. */
export function happenings(kind: string, made: readonly Happening[]): object[] {
  return made.map(({ name, second, resource, related = [], payload = {} }) => ({
    id: randomUUID(),
    occurred: new Date(TEN_O_CLOCK + second * 1000).toISOString(),
    event: name,
    resource: resource ?? { "prefect.resource.id": `${kind}.resource` },
    related,
    payload,
  }));
}
