/**
 * Announcements of changes of the phone's state: short, once, and assertive only where the user has to act (WAI-ARIA §6.6.7).
 * Subjects: screen reader, announcements of calls; announcements, when; lost connection announced
 * once; polite or assertive, chosen; announcement of an incoming call.
 */

import { nameOrNumber } from '../shared/text/known-name.js';
import type { AccountState, CallState, PhoneState, Transfer } from '../../phone/state.js';
import { assertive, polite, type Announcement } from './announcement.js';
import { consultationOf } from '../shared/phone/consultation.js';
import { failureWords, questionWords, refusedTransferWords } from '../shared/text/call-text.js';
import type { Localizer } from '../shared/text/localize.js';
import { plainNameOf } from '../shared/text/party.js';
import { peopleAnnouncements } from './message-announcements.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';
import { suppliedViewParts } from '../views/views-slot.js';
import type { SoundAnnouncements } from '../views/sound-announcements.js';

/** Returns the announcements of each state change. Remembers an outage, so that it is announced once. */
export class Announcements {
  #isOut = false;
  /** Those of sound, which are loaded later. */
  #sound: SoundAnnouncements | undefined;
  #missed = false;

  /** `phone` has the consultations, which are not in the state. */
  of(state: PhoneState, previous: PhoneState, words: Localizer, phone?: PhoneLike): Announcement[] {
    const said = state.account.status === previous.account.status ? [] : this.#ofAccount(state.account, words);
    if (state.audioLocked && !previous.audioLocked) said.push(polite(words.term('unlockAudio')));
    for (const call of state.calls) {
      const before = previous.calls.find(({ id }) => id === call.id);
      if (before === call) continue;
      said.push(...ofCall(call, before, state, words, phone));
      if (call.status === 'active' && before?.status !== 'active') said.push(...ofAsked(call, phone, state, words));
    }
    const late = words.loading ? undefined : suppliedViewParts();
    if (late) this.#sound ??= new late.SoundAnnouncements(this.#missed);
    else this.#missed = true;
    const ofSound = (this.#sound?.of(state, previous, words) ?? []).map(polite);
    return [...said, ...ofSound, ...peopleAnnouncements(state, previous, words)];
  }

  #ofAccount(account: AccountState, words: Localizer): Announcement[] {
    // Each attempt passes through "connecting"; only the start and the end of an outage are announced.
    const wasOut = this.#isOut;
    if (account.status !== 'connecting') this.#isOut = account.status === 'offline';
    switch (account.status) {
      case 'refused':
        return [assertive(words.term('announceRefused'))];
      case 'offline':
        return wasOut ? [] : [polite(words.term(account.everConnected ? 'announceOffline' : 'cannotReachServer'))];
      case 'ready':
        return wasOut ? [polite(words.term('announceReady'))] : [];
      case 'unconfigured':
        return [notSetUp(account, words)];
      default:
        return [];
    }
  }
}

/** Returns the announcements of the initial state: what the user has to do before the phone can be used. */
export function standing(state: PhoneState, words: Localizer): Announcement[] {
  const said = state.account.status === 'unconfigured' ? [notSetUp(state.account, words)] : [];
  if (state.audioLocked) said.push(polite(words.term('unlockAudio')));
  return said;
}

function notSetUp({ problem }: AccountState & { status: 'unconfigured' }, words: Localizer): Announcement {
  return polite(problem ? words.term('problemTitle', problem.kind) : words.term('phoneNotSetUp'));
}

function ofCall(
  call: CallState,
  before: CallState | undefined,
  state: PhoneState,
  words: Localizer,
  phone: PhoneLike | undefined,
): Announcement[] {
  const said: Announcement[] = [];
  if (call.status !== before?.status) said.push(...ofStatus(call, before, state, words));
  if (call.question && call.question !== before?.question)
    said.push(assertive(questionWords(call, words, state, phone?.configuration.uri) ?? ''));
  if (before && call.muted !== before.muted && call.status === 'active')
    said.push(polite(words.term(call.muted ? 'muted' : 'connected')));
  if (call.status === 'active' && before?.status === 'active') {
    if (call.hold.local !== before.hold.local) said.push(polite(words.term(call.hold.local ? 'onHold' : 'connected')));
    if (call.hold.remote !== before.hold.remote)
      said.push(polite(words.term(call.hold.remote ? 'remoteHold' : 'connected')));
    if (call.transfer && call.transfer.status !== before.transfer?.status)
      said.push(...ofTransfer(call.transfer, state, words));
    if (call.media === 'interrupted' && before.media !== 'interrupted')
      said.push(assertive(words.term('connectionLost')));
    else if (call.media === 'connected' && before.media === 'interrupted') said.push(polite(words.term('connected')));
  }
  return said;
}

/** Returns the next step of a consultation whose transfer target has answered. */
function ofAsked(call: CallState, phone: PhoneLike | undefined, state: PhoneState, words: Localizer): Announcement[] {
  if (!phone || consultationOf(phone, call.id)?.second.id !== call.id) return [];
  const { name, number } = call.peer;
  return [polite(words.term('talkFirst', name || nameOrNumber(state, number) || words.term('privateNumber')))];
}

function ofTransfer(transfer: Transfer, state: PhoneState, words: Localizer): Announcement[] {
  if (transfer.status === 'refused')
    return [assertive(words.term('callIsBack', refusedTransferWords(transfer, words, state)))];
  const key = transfer.status === 'trying' ? 'transferringTo' : 'transferRings';
  return [polite(words.term(key, nameOrNumber(state, transfer.target)))];
}

function ofStatus(call: CallState, before: CallState | undefined, state: PhoneState, words: Localizer): Announcement[] {
  switch (call.status) {
    case 'dialing':
      return [polite(words.term('calling'))];
    case 'ringing':
      return [polite(words.term('ringing'))];
    case 'incoming': {
      // The call could not be answered, and rings again.
      if (before) return [assertive(words.term('microphone', state.microphone))];
      const name = plainNameOf(call.peer, words.term('privateNumber'));
      const second = state.calls.some((other) => other.id !== call.id && other.status === 'active');
      const rings = assertive(words.term(second ? 'announceSecond' : 'announceIncoming', name));
      return call.peer.suspect ? [rings, assertive(words.term('possibleSpam'))] : [rings];
    }
    case 'resuming':
      return [polite(words.term('resuming'))];
    case 'active':
      return [polite(words.term('connected'))];
    case 'ended':
      if (call.transfer)
        return [assertive(`${refusedTransferWords(call.transfer, words, state)} ${words.term('callEnded')}`)];
      if (call.failed) {
        const besides = state.calls.some(({ id, status }) => id !== call.id && status !== 'ended');
        return [assertive(besides ? failureWords(call, state, words) : words.term('cause', call.cause))];
      }
      return [polite(words.term('cause', call.cause))];
    default:
      return [];
  }
}
