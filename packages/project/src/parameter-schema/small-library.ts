/**
 * What parameter types are made of, in one file instead of the sixty of the standard library: it is read in a
 * millisecond. A type that needs more is looked at again with everything that is installed.
 */
export const SMALL_LIBRARY = `
interface Array<T> { length: number; [n: number]: T; map<U>(fn: (item: T, index: number) => U): U[]; }
interface ReadonlyArray<T> { readonly length: number; readonly [n: number]: T; }
interface Boolean { valueOf(): boolean; }
interface Function { readonly name: string; }
interface CallableFunction extends Function {}
interface NewableFunction extends Function {}
interface IArguments { length: number; }
interface Number { toFixed(digits?: number): string; }
interface Object { toString(): string; }
interface RegExp { readonly source: string; }
interface String { readonly length: number; }
interface Symbol { toString(): string; }
interface BigInt { toString(): string; }
interface Promise<T> { then<R>(done: (value: T) => R): Promise<R>; }
interface PromiseLike<T> { then<R>(done: (value: T) => R): PromiseLike<R>; }
interface Date { getTime(): number; toISOString(): string; }
interface Map<K, V> { get(key: K): V | undefined; readonly size: number; }
interface ReadonlyMap<K, V> { get(key: K): V | undefined; readonly size: number; }
interface Set<T> { has(item: T): boolean; readonly size: number; }
interface ReadonlySet<T> { has(item: T): boolean; readonly size: number; }
interface URL { readonly href: string; }
type Partial<T> = { [P in keyof T]?: T[P] };
type Required<T> = { [P in keyof T]-?: T[P] };
type Readonly<T> = { readonly [P in keyof T]: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Record<K extends keyof any, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type NonNullable<T> = T & {};
type Uppercase<S extends string> = intrinsic;
type Lowercase<S extends string> = intrinsic;
type Capitalize<S extends string> = intrinsic;
type Uncapitalize<S extends string> = intrinsic;
`;
