/**
 * Captions by the speech recognition of the browser, on this device only (Web Speech API: `processLocally`, `start(audioTrack)`): no
 * sound leaves it. Only a call that uses it loads this code.
 * Subjects: captions of the browser; speech recognition; recogniser begun again.
 */

import { PhoneError } from '../phone-error.js';
import type { CaptionText } from '../state.js';

/** The parts of the Web Speech API that are used; type libraries lack them. */
interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally: boolean;
  start(track: MediaStreamTrack): void;
  abort(): void;
}
interface RecognitionClass {
  new (): Recognition;
  available?(options: { langs: readonly string[]; processLocally: true }): Promise<string>;
  install?(options: { langs: readonly string[]; processLocally: true }): Promise<boolean>;
}
interface RecognitionResult extends Event {
  readonly resultIndex: number;
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>;
}

/** A party whose speech is recognised. */
export interface SpeechSource {
  readonly party: 'local' | 'remote';
  /** Undefined while the party is not to be recognised. */
  track(): MediaStreamTrack | undefined;
}

/** The delay before a recogniser that has ended begins again, ms. */
const AGAIN = 500;

const unsupported = (detail: string): PhoneError => new PhoneError('media', { detail });

/** Starts a recogniser for each source. Resolves with a function that ends them; rejects with a `PhoneError` where the browser has none. */
export async function startSpeech(
  sources: readonly SpeechSource[],
  lang: string,
  add: (caption: CaptionText) => void,
): Promise<() => void> {
  const Recogniser = (globalThis as { SpeechRecognition?: RecognitionClass }).SpeechRecognition;
  // Without `available()` the browser would send the sound to a service.
  if (!Recogniser?.available || !('processLocally' in Recogniser.prototype))
    throw unsupported('This browser has no speech recognition on the device.');
  const options = { langs: [lang], processLocally: true } as const;
  let state = await Recogniser.available(options);
  if (state === 'downloadable' || state === 'downloading')
    state = (await Recogniser.install?.(options)) ? 'available' : 'unavailable';
  if (state !== 'available') throw unsupported(`The speech recognition of this device has no language ${lang}.`);
  const stops = sources.map((source) => listen(Recogniser, source, lang, add));
  return () => stops.forEach((stop) => stop());
}

function listen(
  Recogniser: RecognitionClass,
  { party, track }: SpeechSource,
  lang: string,
  add: (caption: CaptionText) => void,
): () => void {
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const recognition = Object.assign(new Recogniser(), {
    lang,
    continuous: true,
    interimResults: true,
    processLocally: true,
  });
  const begin = (): void => {
    const sound = track();
    try {
      if (sound?.readyState === 'live') return recognition.start(sound);
    } catch {
      // It has not ended yet, or takes no track of another kind: the next attempt decides.
    }
    timer = setTimeout(begin, AGAIN);
  };
  recognition.addEventListener('result', (event) => {
    const { results, resultIndex } = event as RecognitionResult;
    for (const result of Array.from(results).slice(resultIndex))
      if (!over) add({ text: result[0]?.transcript ?? '', final: result.isFinal, party });
  });
  // A recogniser ends after silence, and with its track.
  recognition.addEventListener('end', () => {
    if (!over) timer = setTimeout(begin, AGAIN);
  });
  begin();
  return () => {
    over = true;
    clearTimeout(timer);
    recognition.abort();
  };
}
