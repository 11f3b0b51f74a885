/**
 * Waits for the microtasks of the current task (HTML, microtask queuing).
 * Subjects: microtasks, waiting for queued requests.
 */

/** More microtasks than a request takes from its call through the queues of session or registration to its frame. */
const STEPS = 50;

/** Resolves in this task, after the requests that were made in it have reached the transport. */
export async function microtasks(): Promise<void> {
  for (let step = 0; step < STEPS; step++) await Promise.resolve();
}
