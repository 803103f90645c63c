/** A lease as the model knows it: what it holds, and until when. */
export interface ModelLease {
  readonly id: string;
  readonly limits: readonly string[];
  readonly slots: number;
  readonly holder: string | null;
  /** Seconds of the model's clock; null: until it is released. */
  endsAt: number | null;
}

interface ModelLimit {
  limit: number;
  isActive: boolean;
}

/** What must be true of limits without decay, kept in the plainest way: a list of who holds what. */
export class SlotModel {
  readonly limits = new Map<string, ModelLimit>();
  leases: ModelLease[] = [];
  now = 0;

  taken(name: string): number {
    return this.leases.filter((lease) => lease.limits.includes(name)).reduce((sum, lease) => sum + lease.slots, 0);
  }

  /** Of these limits, those that count. */
  active(names: readonly string[]): string[] {
    return names.filter((name) => this.limits.get(name)?.isActive === true);
  }

  /** How often so many slots of all these limits can be taken now. */
  room(names: readonly string[], slots: number): number {
    const rooms = this.active(names).map((name) => ((this.limits.get(name)?.limit ?? 0) - this.taken(name)) / slots);
    return Math.max(0, Math.floor(Math.min(Infinity, ...rooms)));
  }

  /** Whether so many can never be had. */
  isImpossible(names: readonly string[], slots: number): boolean {
    return this.active(names).some((name) => (this.limits.get(name)?.limit ?? 0) < slots);
  }

  end(id: string): void {
    this.leases = this.leases.filter((lease) => lease.id !== id);
  }

  endExpired(): void {
    this.leases = this.leases.filter((lease) => lease.endsAt === null || lease.endsAt > this.now);
  }
}
