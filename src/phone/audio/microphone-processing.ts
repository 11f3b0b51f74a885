/**
 * The browser's processing of the microphone: what the user has chosen, and the options of the page (Media Capture and Streams
 * §4.3.8).
 * Subjects: echo cancellation; noise suppression; automatic gain control.
 */

import type { Microphone } from '../../media/index.js';
import type { PhoneConfiguration } from '../configuration.js';
import { optionOf } from '../settings.js';
import { readProcessing } from './audio-settings.js';
import type { AudioProcessing } from './media-state.js';

const NAMES = [
  'echoCancellation',
  'noiseSuppression',
  'autoGainControl',
] as const satisfies readonly (keyof AudioProcessing)[];

export class MicrophoneProcessing {
  readonly #microphone: Pick<Microphone, 'configure'>;
  readonly #show: (processing: AudioProcessing) => void;
  #current: AudioProcessing;
  #chosen: AudioProcessing;

  /** @param show called with each change of the processing */
  constructor(
    microphone: Pick<Microphone, 'configure'>,
    defaults: AudioProcessing,
    show: (processing: AudioProcessing) => void,
  ) {
    this.#microphone = microphone;
    this.#current = this.#chosen = defaults;
    this.#show = show;
  }

  /** What the user has chosen, without the options of the page. */
  get chosen(): AudioProcessing {
    return this.#chosen;
  }

  /** Takes a choice of the user. Rejects with a `MicrophoneError`, and nothing has changed. */
  async choose(changes: Partial<AudioProcessing>): Promise<void> {
    await this.#apply(changes);
    this.#chosen = readProcessing(this.#chosen, changes);
  }

  /** Takes the stored choice, also of another tab: an option keeps its effect where the choice is the same as before. */
  takeStored(stored: AudioProcessing): void {
    const before = this.#chosen;
    this.#chosen = stored;
    this.#applyWhere(
      (name) => stored[name] !== before[name],
      (name) => stored[name],
    );
  }

  /** Takes the options that have changed; where one was removed, the choice of the user applies again. */
  configure(configuration: PhoneConfiguration, before: PhoneConfiguration): void {
    this.#applyWhere(
      (name) => configuration[name] !== before[name],
      (name) => (configuration[name] === undefined ? this.#chosen[name] : optionOf(configuration, name)),
    );
  }

  #applyWhere(
    isChanged: (name: keyof AudioProcessing) => boolean,
    value: (name: keyof AudioProcessing) => boolean,
  ): void {
    const changed = NAMES.filter(isChanged);
    // Where the device cannot be opened with it, the processing that is in use stays and is shown.
    if (changed.length > 0)
      void this.#apply(Object.fromEntries(changed.map((name) => [name, value(name)]))).catch(() => undefined);
  }

  async #apply(changes: Partial<AudioProcessing>): Promise<void> {
    const before = this.#current;
    const next = readProcessing(before, changes);
    this.#show((this.#current = next));
    try {
      await this.#microphone.configure({ ...next });
    } catch (error) {
      if (this.#current === next) this.#show((this.#current = before));
      throw error;
    }
  }
}
