/** Announcements of audio, participants and devices during calls: the content of the notices, once and rate-limited. */

import type { CallState, PhoneState, QualityWarning } from '../../phone/state.js';
import { polite, type Announcement } from './announcement.js';
import { conferenceOf } from '../sip-call/call-cards.js';
import { deviceWords, microphoneName, WEAK, weakWords } from '../sip-call/call-notices.js';
import type { Localizer } from '../shared/text/localize.js';
import { elementClock } from '../shared/time/time.js';

type Active = CallState & { status: 'active' };

/** Time in ms in which the same announcement is not repeated. */
const PAUSE = 30_000;

export class SoundAnnouncements {
  readonly #saidAt = new Map<string, number>();

  of(state: PhoneState, previous: PhoneState, words: Localizer): Announcement[] {
    const said: Announcement[] = [];
    const { notice } = state.devices;
    if (notice && notice !== previous.devices.notice) said.push(polite(deviceWords(notice, words)));
    if (state.calls === previous.calls) return said;
    const [people, before] = [conferenceOf(state.calls).length, conferenceOf(previous.calls).length];
    if (people > 1 && people !== before) said.push(polite(words.term('people', people + 1)));
    for (const call of state.calls) {
      const was = previous.calls.find(({ id }) => id === call.id);
      if (call.status === 'active' && was?.status === 'active' && was !== call)
        said.push(...this.#ofCall(call, was, state, words));
    }
    return said;
  }

  #ofCall(call: Active, before: Active, state: PhoneState, words: Localizer): Announcement[] {
    const sentences: (string | undefined)[] = [
      call.recording && !before.recording ? words.term('recording') : undefined,
      call.sending?.waiting && !before.sending?.waiting ? words.term('waitingForYou') : undefined,
      this.#once(call, before, ['talking-while-muted'], () => words.term('youAreMuted')),
      this.#once(call, before, ['silent-microphone'], () => words.term('hearNothing', microphoneName(state))),
      this.#once(call, before, WEAK, (warning) => weakWords(call.quality!, warning, words).replaceAll('*', '')),
    ];
    return sentences.flatMap((sentence) => (sentence === undefined ? [] : polite(sentence)));
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
