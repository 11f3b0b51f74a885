/**
 * Assertions about types: they do nothing when they run, and do not compile when they are wrong.
 * Subjects: type assertions of tests.
 */

/** `true` where the types are the same, not merely assignable: a wider type, such as `unknown`, is a difference. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** The names of the properties of an object that a program can assign; methods are not counted. */
export type Assignable<T> = {
  [K in keyof T]-?: T[K] extends (...args: never) => unknown
    ? never
    : Same<{ [Q in K]: T[K] }, { -readonly [Q in K]: T[K] }> extends true
      ? K
      : never;
}[keyof T];

export interface TypeExpectation<Actual> {
  is<Expected>(...difference: Same<Actual, Expected> extends true ? [] : [actual: Actual, expected: Expected]): void;
}

export function expectType<Actual>(): TypeExpectation<Actual>;
export function expectType<Actual>(value: Actual): TypeExpectation<Actual>;
export function expectType<Actual>(): TypeExpectation<Actual> {
  return { is: () => undefined };
}
