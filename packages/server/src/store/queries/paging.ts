/** One page of a list, as the `paginate` operations answer it. */
export interface Page<T> {
  readonly results: T[];
  readonly count: number;
  readonly limit: number;
  readonly pages: number;
  readonly page: number;
}

interface PageRequest {
  readonly limit: number;
  /** From 1. */
  readonly page: number;
}

export function offsetOf({ limit, page }: PageRequest): number {
  return (page - 1) * limit;
}

export function pageOf<T>(results: T[], count: number, { limit, page }: PageRequest): Page<T> {
  return { results, count, limit, pages: pagesOf(count, limit), page };
}

export function pagesOf(count: number, limit: number): number {
  return limit === 0 ? 0 : Math.ceil(count / limit);
}
