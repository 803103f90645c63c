import { SLOT_LEASE_HEADER } from "@tutti/core/wire/concurrency-limit";
import type { Store } from "../../src/store/store.ts";
import type { DatabaseUnderTest } from "./databases.ts";
import { type Answer, RouteClient } from "./route-client.ts";
import type { TestDeps } from "./test-clock.ts";

const PATH = "/v2/concurrency_limits";
let made = 0;

/** Limits, slots and leases as a client of the routes works with them. */
export class LimitClient {
  readonly routes: RouteClient;
  readonly store: Store;
  readonly deps: TestDeps;

  static async open(database: DatabaseUnderTest): Promise<LimitClient> {
    const { store, deps } = await database.open();
    return new LimitClient(store, deps);
  }

  private constructor(store: Store, deps: TestDeps) {
    this.routes = new RouteClient(store, deps);
    this.store = store;
    this.deps = deps;
  }

  /** A limit under a name of its own: the name. */
  async limitOf(limit: number, rest: object = {}): Promise<string> {
    const name = `limit ${++made}`;
    await this.routes.expect(201, "POST", PATH, { name, limit, ...rest });
    return name;
  }

  async change(name: string, changes: object): Promise<void> {
    await this.routes.expect(204, "PATCH", `${PATH}/${name}`, changes);
  }

  async remove(name: string): Promise<void> {
    await this.routes.expect(204, "DELETE", `${PATH}/${name}`);
  }

  take(names: readonly string[], slots = 1, rest: object = {}): Promise<Answer> {
    return this.routes.ask("POST", `${PATH}/increment`, { names, slots, ...rest });
  }

  async giveBack(names: readonly string[], slots = 1): Promise<void> {
    await this.routes.expect(200, "POST", `${PATH}/decrement`, { names, slots });
  }

  askForLease(names: readonly string[], slots = 1, rest: object = {}): Promise<Answer> {
    return this.routes.ask("POST", `${PATH}/increment-with-lease`, { names, slots, ...rest });
  }

  /** As a client that may send it again. */
  askForLeaseAs(leaseId: string, names: readonly string[]): Promise<Answer> {
    const headers = { [SLOT_LEASE_HEADER]: leaseId };
    return this.routes.ask("POST", `${PATH}/increment-with-lease`, { names, slots: 1 }, headers);
  }

  /** The id of a lease that is had. */
  async lease(...request: Parameters<LimitClient["askForLease"]>): Promise<string> {
    const id = leaseIdOf(await this.askForLease(...request));
    if (id === null) throw new Error(`there are no slots of ${request[0].join()}`);
    return id;
  }

  async release(lease_id: string): Promise<void> {
    await this.routes.expect(204, "POST", `${PATH}/decrement-with-lease`, { lease_id });
  }

  /** The status: 204, or 410 when the lease is gone. */
  async renew(id: string, lease_duration = 60): Promise<number> {
    return (await this.routes.ask("POST", `${PATH}/leases/${id}/renew`, { lease_duration })).status;
  }

  async activeOf(name: string): Promise<number> {
    return Number(Reflect.get(Object(await this.routes.expect(200, "GET", `${PATH}/${name}`)), "active_slots"));
  }
}

export function leaseIdOf({ body }: Answer): string | null {
  const id: unknown = Reflect.get(Object(body), "lease_id");
  return typeof id === "string" ? id : null;
}
