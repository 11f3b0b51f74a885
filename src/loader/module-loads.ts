/**
 * Loads the modules of dist/cdn, each once; a failed load is repeated until it succeeds (HTML §8.1.6.7, dynamic import).
 * Subjects: retry of a module; failed module; wait before a module is loaded again.
 */

import { ALL_ELEMENTS, CDN_MODULES, MARKS } from './cdn-modules.js';

/** Waiting times between attempts in ms: the first, and the longest. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;

/** What of the platform the loader uses; tests replace it. */
export interface LoaderPlatform {
  /** Loads a module by its URL; `failures` is how often that has failed. */
  load(url: string, failures: number): Promise<unknown>;
  /** Calls `work` after `ms`. */
  wait(work: () => void, ms: number): void;
}

export class ModuleLoads {
  readonly #loads = new Map<string, Promise<unknown>>();
  readonly #failing = new Set<string>();

  /**
   * @param base URL of the folder of the modules, with a slash at its end
   * @param changed called when the first attempt for a module has failed, and when a later one has succeeded
   */
  constructor(
    private readonly base: string,
    private readonly platform: LoaderPlatform,
    private readonly changed: () => void,
  ) {}

  /** Resolves with the module that registers the element, as soon as it is registered. */
  get(tag: string): Promise<unknown> {
    if (customElements.get(tag)) return Promise.resolve();
    const name = moduleOf(tag);
    const load = this.#loads.get(name) ?? this.#attempt(name, 0);
    this.#loads.set(name, load);
    return load;
  }

  /** Whether the module could not be loaded so far. */
  isFailing(tag: string): boolean {
    return this.#failing.has(moduleOf(tag));
  }

  async #attempt(name: string, failures: number): Promise<unknown> {
    try {
      const loaded = await this.platform.load(`${this.base}${name}.js`, failures);
      if (this.#failing.delete(name)) this.changed();
      return loaded;
    } catch {
      if (!this.#failing.has(name)) {
        this.#failing.add(name);
        this.changed();
      }
      await this.#pause(Math.min(FIRST_WAIT * 2 ** failures, LONGEST_WAIT));
      return this.#attempt(name, failures + 1);
    }
  }

  /** Ends early when the device is online again. */
  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        removeEventListener('online', done);
        resolve();
      };
      addEventListener('online', done);
      this.platform.wait(done, ms);
    });
  }
}

const moduleOf = (tag: string): string => (tag === MARKS || CDN_MODULES.includes(tag) ? tag : ALL_ELEMENTS);
