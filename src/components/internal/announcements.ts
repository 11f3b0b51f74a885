/** What is said aloud when the state of the phone changes: short, once, and assertive only where somebody has to act (WAI-ARIA §6.6.7). */

import type { AccountState, CallState, PhoneState, Transfer } from '../../phone/state.js';
import type { Localizer } from './localize.js';
import { plainNameOf } from './party.js';

export interface Announcement {
  readonly text: string;
  readonly assertive: boolean;
}

const polite = (text: string): Announcement => ({ text, assertive: false });
const assertive = (text: string): Announcement => ({ text, assertive: true });

/** What there is to say of the step from `previous` to `state`, in order. */
export function announcements(state: PhoneState, previous: PhoneState, words: Localizer): Announcement[] {
  const said = state.account === previous.account ? [] : ofAccount(state, previous, words);
  if (state.audioLocked && !previous.audioLocked) said.push(polite(words.term('unlockSound')));
  for (const call of state.calls) {
    const before = previous.calls.find(({ id }) => id === call.id);
    if (before !== call) said.push(...ofCall(call, before, state, words));
  }
  return said;
}

/** What there is to say of a phone that is met in this state: what somebody has to do before it can be used. */
export function standing(state: PhoneState, words: Localizer): Announcement[] {
  const said = state.account.status === 'unconfigured' ? [notSetUp(state.account, words)] : [];
  if (state.audioLocked) said.push(polite(words.term('unlockSound')));
  return said;
}

function notSetUp({ problem }: AccountState & { status: 'unconfigured' }, words: Localizer): Announcement {
  return polite(problem ? words.term('problemTitle', problem.kind) : words.term('phoneNotSetUp'));
}

function ofAccount(state: PhoneState, previous: PhoneState, words: Localizer): Announcement[] {
  const { account } = state;
  const [now, before] = [account.status, previous.account.status];
  if (now === before) return [];
  if (now === 'refused') return [assertive(words.term('announceRefused'))];
  // Where it was there before, each try that fails comes by here.
  if (account.status === 'offline' && before === 'connecting' && account.everConnected) return [];
  if (account.status === 'offline')
    return [polite(words.term(account.everConnected ? 'announceOffline' : 'cannotReachServer'))];
  if (now === 'ready' && before === 'offline') return [polite(words.term('announceReady'))];
  if (account.status === 'unconfigured') return [notSetUp(account, words)];
  return [];
}

function ofCall(call: CallState, before: CallState | undefined, state: PhoneState, words: Localizer): Announcement[] {
  const said: Announcement[] = [];
  if (call.status !== before?.status) said.push(...ofStatus(call, before, state, words));
  if (before && call.muted !== before.muted && call.status === 'active')
    said.push(polite(words.term(call.muted ? 'muted' : 'connected')));
  if (call.status === 'active' && before?.status === 'active') {
    if (call.hold.local !== before.hold.local) said.push(polite(words.term(call.hold.local ? 'onHold' : 'connected')));
    if (call.hold.remote && !before.hold.remote) said.push(polite(words.term('remoteHold')));
    if (call.transfer && call.transfer.status !== before.transfer?.status)
      said.push(...ofTransfer(call.transfer, words));
    if (call.media === 'interrupted' && before.media !== 'interrupted')
      said.push(assertive(words.term('connectionLost')));
  }
  return said;
}

function ofTransfer(transfer: Transfer, words: Localizer): Announcement[] {
  const keys = { trying: 'transferringTo', ringing: 'transferRings', refused: 'transferRefused' } as const;
  const sentence = words.term(keys[transfer.status], transfer.target);
  return [transfer.status === 'refused' ? assertive(sentence) : polite(sentence)];
}

function ofStatus(call: CallState, before: CallState | undefined, state: PhoneState, words: Localizer): Announcement[] {
  switch (call.status) {
    case 'dialing':
      return [polite(words.term('calling'))];
    case 'ringing':
      return [polite(words.term('ringing'))];
    case 'incoming': {
      const name = plainNameOf(call.peer, words.term('privateNumber'));
      const second = state.calls.some((other) => other.id !== call.id && other.status === 'active');
      return [assertive(words.term(second ? 'announceSecond' : 'announceIncoming', name))];
    }
    case 'active':
      return [polite(words.term('connected'))];
    case 'ended':
      if (call.failed) return [assertive(words.term('cause', call.cause))];
      return [polite(words.term(before?.status === 'active' ? 'callEnded' : 'cause', call.cause))];
    default:
      return [];
  }
}
