/** Candidates that travel apart from the descriptions of a call, for whichever of its connections they are (RFC 8838). */

import type { IceFragment } from '../sip/session/description-handler.js';
import type { CallConnection } from './peer-connection.js';

/** Fragments that overtook their description. One for each attempt is enough, as each repeats what came before. */
const MAX_EARLY = 4;

export class Trickle {
  readonly #links: () => readonly CallConnection[];
  readonly #onBad: (error: unknown) => void;
  #listener: ((fragment: IceFragment) => void) | undefined;
  #early: IceFragment[] = [];

  /** `links` gives the connections that there are; `onBad` is told of candidates that the browser refuses. */
  constructor(links: () => readonly CallConnection[], onBad: (error: unknown) => void) {
    this.#links = links;
    this.#onBad = onBad;
  }

  /** Whether the far side takes candidates. */
  get isOn(): boolean {
    return this.#listener !== undefined;
  }

  /** It does from now on. */
  start(listener: (fragment: IceFragment) => void): void {
    this.#listener = listener;
    for (const { late } of this.#links()) void late.tell();
  }

  /** A connection has found some. */
  found(link: CallConnection, fragment: IceFragment): void {
    if (!this.#listener || !this.#links().includes(link)) return;
    link.late.told(fragment);
    this.#listener(fragment);
  }

  /** The far side has found some. Those for a description that has not come yet wait for it. */
  async take(fragment: IceFragment): Promise<void> {
    for (const { remote } of this.#links()) if (await remote.take(fragment, this.#onBad)) return;
    const others = this.#early.filter(({ ufrag }) => ufrag !== fragment.ufrag);
    this.#early = [...others, fragment].slice(-MAX_EARLY);
  }

  /** A description of the far side has come. */
  async described(): Promise<void> {
    for (const fragment of this.#early.splice(0)) await this.take(fragment);
  }
}
