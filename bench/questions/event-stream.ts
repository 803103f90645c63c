const PER_FRAME = 100;
const BUFFERED_MAX = 1_000_000;

export interface SampleEvent {
  readonly id: string;
}

/** Sends so many events over one session, a frame of a hundred at a time, and resolves when the last is acknowledged. */
export function sendEvents(api: string, count: number, make: () => SampleEvent): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${api.replace("http", "ws")}/events/in`, ["tutti.v1"]);
    let sent = 0;
    let last = "";
    const pump = () => {
      while (sent < count && socket.bufferedAmount < BUFFERED_MAX) {
        const frame = Array.from({ length: PER_FRAME }, make);
        sent += frame.length;
        last = frame.at(-1)?.id ?? "";
        socket.send(JSON.stringify(frame));
      }
      if (sent < count) setTimeout(pump, 1);
    };
    socket.addEventListener("open", () => socket.send(JSON.stringify({ type: "auth", token: null })));
    socket.addEventListener("error", () => reject(new Error("the session was not opened")));
    socket.addEventListener("message", ({ data }) => {
      const reply: unknown = JSON.parse(String(data));
      if (Reflect.get(Object(reply), "type") === "auth_success") pump();
      if (Reflect.has(Object(reply), "nack")) reject(new Error(String(data)));
      if (sent < count || Reflect.get(Object(reply), "ack") !== last) return;
      socket.close();
      resolve();
    });
  });
}
