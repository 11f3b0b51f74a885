/**
 * The camera that calls use.
 * Subjects: camera chosen.
 */

import type { Selectable } from '../../media/index.js';

/** The camera choice for all calls. */
export class CameraChoice implements Selectable {
  readonly #listeners = new Set<() => void>();
  deviceId: string | undefined;

  /** Returns a function that removes the listener. */
  onSelect(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  select(deviceId: string | undefined): Promise<void> {
    this.deviceId = deviceId;
    for (const listener of [...this.#listeners]) listener();
    return Promise.resolve();
  }
}
