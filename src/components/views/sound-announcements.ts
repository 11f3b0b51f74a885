/**
 * Announcements of audio, participants and devices during calls: the content of the notices, once and rate-limited.
 * Subjects: screen reader, audio and devices; same announcement not repeated for 30 s.
 */

import type { CallState, PhoneState, QualityWarning } from '../../phone/state.js';
import { conferenceOf } from '../shared/phone/conference.js';
import { deviceWords, microphoneName, WEAK, weakWords } from './call-notices.js';
import type { Localizer } from '../shared/text/localize.js';
import { toolWordsOf, type ToolLocalizer } from '../shared/text/tools.js';
import { elementClock } from '../shared/time/time.js';

type Active = CallState & { status: 'active' };

/** Time in ms in which the same announcement is not repeated. */
const PAUSE = 30_000;

export class SoundAnnouncements {
  readonly #saidAt = new Map<string, number>();

  /** @param missed whether states have changed before this code was there: what they began is announced with the first state */
  constructor(private missed: boolean) {}

  of(state: PhoneState, last: PhoneState, given: Localizer): string[] {
    const previous = this.missed ? withoutSound(last) : last;
    this.missed = false;
    const words = toolWordsOf(given);
    const said: string[] = [];
    const { notice } = state.devices;
    if (notice && notice !== previous.devices.notice) said.push(deviceWords(notice, words));
    if (state.calls === previous.calls) return said;
    const [people, before] = [conferenceOf(state.calls).length, conferenceOf(previous.calls).length];
    if (people > 1 && people !== before) said.push(words.term('people', people + 1));
    for (const call of state.calls) {
      const was = previous.calls.find(({ id }) => id === call.id);
      if (call.status === 'active' && was?.status === 'active' && was !== call)
        said.push(...this.#ofCall(call, was, state, words));
    }
    return said;
  }

  #ofCall(call: Active, before: Active, state: PhoneState, words: ToolLocalizer): string[] {
    const sentences: (string | undefined)[] = [
      call.recording && !before.recording ? words.term('recording') : undefined,
      call.sending?.waiting && !before.sending?.waiting ? words.term('waitingForYou') : undefined,
      this.#once(call, before, ['talking-while-muted'], () => words.term('youAreMuted')),
      this.#once(call, before, ['silent-microphone'], () => words.term('noMicrophoneAudio', microphoneName(state))),
      this.#once(call, before, WEAK, (warning) => weakWords(call.quality!, warning, words).replaceAll('*', '')),
    ];
    return sentences.filter((sentence) => sentence !== undefined);
  }

  /** Returns the text of a new warning, unless a warning of its kinds was present before or the text was announced within `PAUSE`. */
  #once(
    call: Active,
    before: Active,
    kinds: readonly QualityWarning[],
    say: (warning: QualityWarning) => string,
  ): string | undefined {
    const warning = kinds.find((kind) => call.quality?.warnings.includes(kind));
    if (!warning || kinds.some((kind) => before.quality?.warnings.includes(kind))) return undefined;
    const words = say(warning);
    const now = elementClock().elapsed();
    if (now - (this.#saidAt.get(words) ?? -Infinity) < PAUSE) return undefined;
    this.#saidAt.set(words, now);
    return words;
  }
}

/** Returns the state without what is announced here. */
const withoutSound = (state: PhoneState): PhoneState => ({
  ...state,
  devices: { ...state.devices, notice: undefined },
  calls: state.calls.map(withoutSoundOf),
});

function withoutSoundOf(call: CallState): CallState {
  if (call.status !== 'active') return call;
  const { quality: _quality, recording: _recording, sending: _sending, ...others } = call;
  return others;
}
