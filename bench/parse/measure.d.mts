/** Measures `parse` over the messages and writes the result to standard output. */
export function measure(messages: readonly string[], parse: (text: string) => number): void;
