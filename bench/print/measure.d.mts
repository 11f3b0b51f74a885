/** Measures `print` of what `build` makes and writes the result to standard output. */
export function measurePrint<T>(build: (index: number) => T, print: (message: T) => string): void;
