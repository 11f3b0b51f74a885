/**
 * Observable state: an immutable snapshot that is replaced, and its listeners.
 * Subjects: observable state; publication of the state; subscribe() of the phone; listeners of the state.
 */

import { reportListenerError } from '../sip/base/emitter.js';

type StateListener<State> = (state: State, previous: State) => void;

/** Holds a snapshot. Listeners are called for each replacement in order, also for one that another listener makes. */
export class Store<State extends object> {
  #state: State;
  readonly #listeners = new Set<StateListener<State>>();
  readonly #news: [state: State, previous: State][] = [];
  #telling = false;

  constructor(initial: State) {
    this.#state = initial;
  }

  get state(): State {
    return this.#state;
  }

  /** Replaces the named properties. Without a difference no listener is called. */
  update(changes: Partial<State>): void {
    const previous = this.#state;
    const names = Object.keys(changes) as (keyof State)[];
    if (names.every((name) => Object.is(previous[name], changes[name]))) return;
    this.#state = { ...previous, ...changes };
    this.#news.push([this.#state, previous]);
    this.#tell();
  }

  /** Calls `listener` after each change. Returns a function that removes the listener. */
  subscribe(listener: StateListener<State>): () => void {
    // A wrapper, so that a function that subscribes twice is called twice, and each subscription ends alone.
    const entry: StateListener<State> = (state, previous) => listener(state, previous);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    for (let news = this.#news.shift(); news; news = this.#news.shift()) {
      for (const listener of [...this.#listeners]) {
        if (!this.#listeners.has(listener)) continue;
        try {
          listener(...news);
        } catch (error) {
          reportListenerError(error);
        }
      }
    }
    this.#telling = false;
  }
}
