/** The end of what one task can do by itself (HTML, microtask queuing). */

/** Microtasks between the wish to send a request and its frame: the queues of the session and of the registration, with room to spare. */
const STEPS = 50;

/** Resolves when the steps of a request from its call to the wire have run, in this task. */
export async function microtasks(): Promise<void> {
  for (let step = 0; step < STEPS; step++) await Promise.resolve();
}
