/**
 * Ignores clicks for 400 ms after the command of a button's place has changed, so that no click meets another command than
 * intended.
 * Subjects: clicks ignored for 400 ms; wrong button after a change; accidental press.
 */

import type { CallState } from '../../../phone/state.js';
import { consultationOf } from '../phone/consultation.js';
import { isHtmlElement } from '../dom/nodes.js';
import { currentCall } from './phone-access.js';
import type { PhoneLike } from '../phone/phone-like.js';
import { elementClock } from '../time/time.js';

/** How long a changed place ignores clicks, in ms. */
const REST = 400;

type ActionZone = 'idle' | 'incoming' | 'outgoing' | 'active' | 'asking' | 'conference' | 'ended';

/** Returns the set of buttons that the action zone shows for a call. */
export function zoneOf(call: CallState | undefined, phone?: PhoneLike): ActionZone {
  if (!call) return 'idle';
  if (call.status === 'incoming' || call.status === 'ended') return call.status;
  if (call.status === 'active' && call.merged) return 'conference';
  if (phone && consultationOf(phone, call.id)) return 'asking';
  return call.status === 'active' || call.status === 'resuming' ? 'active' : 'outgoing';
}

const IN_CALL = {
  end: 'hang up',
  mute: 'mute',
  pad: 'keypad',
  hold: 'hold',
  transfer: 'transfer',
  add: 'add',
  more: 'more',
};

/** The command of each place in each zone. Mute stays the same from dialling to the end. */
const MEANING: Record<ActionZone, Readonly<Record<string, string>>> = {
  idle: { end: 'call', pad: 'delete', mute: 'message' },
  incoming: {
    decline: 'decline',
    answer: 'answer',
    video: 'answer with video',
    q1: 'ignore',
    q2: 'voicemail',
    q3: 'message',
  },
  outgoing: IN_CALL,
  active: IN_CALL,
  asking: { ...IN_CALL, hold: 'swap', transfer: 'complete', add: 'merge', more: 'cancel' },
  conference: { ...IN_CALL, end: 'end all' },
  ended: { end: 'call back', pad: 'details', mute: 'dismiss' },
};

type Meanings = Readonly<Record<string, string>>;

/**
 * Returns the command and call of each place: Hang up of another call is another command. In a consultation the commands are on
 * the pair of calls, except Hang up, which ends the shown one.
 */
function meaningsOf(phone: PhoneLike | undefined, call: CallState | undefined): Meanings {
  const zone = zoneOf(call, phone);
  const asked = phone && call && consultationOf(phone, call.id);
  const shown = zone === 'conference' ? zone : (call?.id ?? '');
  const whose = (place: string): string => (place === 'end' ? shown : (asked?.second.id ?? shown));
  return Object.fromEntries(
    Object.entries(MEANING[zone]).map(([place, meaning]) => [place, `${meaning} ${whose(place)}`]),
  );
}

export class PressGuard {
  #meanings: Meanings | undefined;
  readonly #changedAt = new Map<string, number>();

  /**
   * Compares the commands with those of the last render. Call it before each render.
   *
   * @param more commands of places outside the zone, such as a notice
   * @param cover name of a layer over all of them, such as the sheet of call waiting
   */
  watch(
    phone: PhoneLike | undefined,
    call: CallState | undefined = phone && currentCall(phone),
    more: Meanings = {},
    cover?: string,
  ): void {
    const meanings: Meanings = cover === undefined ? { ...meaningsOf(phone, call), ...more } : { sheet: cover };
    const before = this.#meanings;
    this.#meanings = meanings;
    if (before === undefined) return;
    const now = elementClock().elapsed();
    for (const place of new Set([...Object.keys(before), ...Object.keys(meanings)]))
      if (before[place] !== meanings[place]) this.#changedAt.set(place, now);
  }

  /** Handles a click in the capture phase: stops it if the command of its place changed less than 400 ms ago. */
  readonly filter = (event: Event): void => {
    const place = placeOf(event);
    const changedAt = place === undefined ? undefined : this.#changedAt.get(place);
    if (changedAt === undefined || elementClock().elapsed() - changedAt >= REST) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
}

function placeOf(event: Event): string | undefined {
  for (const target of event.composedPath())
    if (isHtmlElement(target) && target.dataset['place'] !== undefined) return target.dataset['place'];
  return undefined;
}
