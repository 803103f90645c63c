import type { Session } from "./session.ts";

/** A story told to a server in requests. It may use what it is answered, but must not decide by it. */
export interface Sequence {
  readonly title: string;
  readonly play: (api: Session) => Promise<void>;
}
