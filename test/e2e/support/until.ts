/** Waits in Node for something that a test looks at. */

/** Resolves as soon as `look` gives something true; rejects after `timeout` ms with what was waited for. */
export async function until<T>(what: string, look: () => T | Promise<T>, timeout = 30_000): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`waited ${timeout} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
