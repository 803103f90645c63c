import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { type Fault, FAULTS } from "./fault.ts";
import { WireConnection } from "./wire-connection.ts";

/** A proxy between clients and a server, on which messages are lost, late, cut, or there twice. */
export class FaultyWire {
  readonly faults = new Map<Fault, number>();
  /** How often the server said that a lease was lost: a write of somebody who was stale, and knew nothing of it. */
  staleRefused = 0;
  readonly #random: () => number;
  readonly #server: Server;
  readonly #connections = new Set<WireConnection>();
  #targetPort = 0;
  #rate = 0;

  private constructor(random: () => number) {
    this.#random = random;
    this.#server = createServer((client) => this.#accept(client));
  }

  static async open(random: () => number): Promise<FaultyWire> {
    const wire = new FaultyWire(random);
    wire.#server.listen(0, "127.0.0.1");
    await once(wire.#server, "listening");
    return wire;
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the wire has no port");
    return address.port;
  }

  get api(): string {
    return `http://127.0.0.1:${this.port}/api`;
  }

  /** Where messages go from now on. */
  leadTo(port: number): void {
    this.#targetPort = port;
  }

  /** From now on this part of all messages suffers something: 0 for a wire that is sound. */
  suffer(rate: number): void {
    this.#rate = rate;
  }

  get faultCount(): number {
    return [...this.faults.values()].reduce((sum, count) => sum + count, 0);
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.cut();
    this.#server.close();
    await once(this.#server, "close");
  }

  #accept(client: Socket): void {
    const target = connect(this.#targetPort, "127.0.0.1");
    const connection = new WireConnection(client, target, this.#random, {
      fault: () => this.#fault(),
      suffered: (fault) => this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1),
      repeat: (request) => this.#repeat(request),
      said: (text) => {
        if (text.includes("lease_lost")) this.staleRefused += 1;
      },
      closed: () => this.#connections.delete(connection),
    });
    this.#connections.add(connection);
  }

  #fault(): Fault | null {
    if (this.#random() >= this.#rate) return null;
    return FAULTS[Math.floor(this.#random() * FAULTS.length)] ?? null;
  }

  /** The same request once more, on a connection of its own: whoever sent it hears of the first answer alone. */
  #repeat(request: Buffer): void {
    const socket = connect(this.#targetPort, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.on("data", () => socket.destroy());
    socket.write(request);
  }
}
