/**
 * The captions of one call by the speech recognition of the browser: its code (`speech-captions.ts`) is loaded when it is used first.
 * Subjects: recognizeSpeech; captions of a call begun and ended.
 */

import { PhoneError } from '../phone-error.js';
import type { CaptionText } from '../state.js';
import type { SpeechSource } from './speech-captions.js';

export class CallCaptions {
  /** Ends the captions that run or are being started. */
  #stop: (() => void) | undefined;
  #closed = false;

  constructor(private readonly sources: readonly SpeechSource[]) {}

  /** Starts captions, in place of those that run. Rejects with a `PhoneError`. */
  async start(lang: string, add: (caption: CaptionText) => void): Promise<void> {
    this.stop();
    let isWanted = !this.#closed;
    this.#stop = () => (isWanted = false);
    const { startSpeech } = await import('./speech-captions.js').catch((cause: unknown) => {
      throw new PhoneError('media', { detail: 'The code for captions could not be loaded', cause });
    });
    const stop = await startSpeech(this.sources, lang, add);
    // Captions were ended or requested again, or the call has ended, meanwhile.
    if (!isWanted) return stop();
    this.#stop = stop;
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  close(): void {
    this.#closed = true;
    this.stop();
  }
}
