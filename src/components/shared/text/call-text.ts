/**
 * The state of a call in one or two words, for lines and lists.
 * Subjects: call state as words; question of a redirection, words; name in a question, forged.
 */

import type { CallState, PhoneState, RefusedTransfer } from '../../../phone/state.js';
import { knownParty, nameOrNumber } from './known-name.js';
import type { Localizer } from './localize.js';
import { plainNameOf } from './party.js';
import type { ShapeName } from '../icons/shapes.js';

/** `usual`: what is said of an active call of which nothing else is to be said. */
export function callWords(call: CallState, words: Localizer, usual: 'inCall' | 'connected' = 'inCall'): string {
  switch (call.status) {
    case 'dialing':
      return words.term('calling');
    case 'ringing':
      return words.term('ringing');
    case 'incoming':
      return words.term('incomingCall');
    case 'early':
    case 'answering':
      return words.term('connecting');
    case 'resuming':
      return words.term('resuming');
    case 'ending':
      return words.term('ending');
    case 'active':
      if (call.hold.local) return words.term('onHold');
      if (call.hold.remote) return words.term('remoteHold');
      if (call.media === 'interrupted') return words.term('connectionLost');
      return call.media === 'connecting' ? words.term('connecting') : words.term(call.muted ? 'muted' : usual);
    case 'ended':
      return words.term('cause', call.cause);
  }
}

/** Returns the end of a failed call with its party, for a place where another call is shown: "Bob Marsh is busy". */
export function failureWords(call: CallState & { status: 'ended' }, state: PhoneState, words: Localizer): string {
  const { peer, cause } = call;
  const name = peer.name || nameOrNumber(state, peer.number) || words.term('privateNumber');
  return cause === 'busy' ? words.term('busyName', name) : `\u2068${name}\u2069 · ${words.term('cause', cause)}`;
}

/** Returns how a transfer failed: its target refused, or could not be reached by it. `state` has the names of targets. */
export function refusedTransferWords(transfer: RefusedTransfer, words: Localizer, state?: PhoneState): string {
  return words.term(transfer.notByTarget ? 'transferFailed' : 'targetRefused', nameOrNumber(state, transfer.target));
}

/**
 * Returns the question whether to call the target that the remote party named; undefined if there is none. Name and target
 * are isolated, so that no character of one changes the display of the other (UAX 9 §2.4.1). `account` is the address of the user.
 */
export function questionWords(
  { question, peer }: CallState,
  words: Localizer,
  state: PhoneState | undefined,
  account = '',
): string | undefined {
  if (!question) return undefined;
  const { uri, number } = question.target;
  const name = plainNameOf(peer, words.term('privateNumber'));
  const address = uri.replace(/^sips?:/i, '');
  // Remote parties name themselves in calls: only what the user has stored says whose address it is. A number is that of a contact in
  // the domain of the account only. An address with parameters or header fields is shown: a user part may hide its host behind them.
  const known = state && !/[;?]/.test(address) ? { ...state, calls: [], history: [] } : undefined;
  const own = /@.*/.exec(address)?.[0] === /@[^;?]*/.exec(account)?.[0] ? number : address;
  const target = (knownParty(known, address) ?? knownParty(known, own))?.name;
  const key = question.kind === 'redirect' ? 'redirectAsked' : 'transferAsked';
  return words.term(key, `\u2068${name}\u2069`, target ? `\u2068${target}\u2069` : `\u2066${address}\u2069`);
}

export function callShape(call: CallState): ShapeName {
  if (call.status === 'incoming' || call.status === 'ringing') return 'ringing';
  if (call.status === 'active') return call.hold.local || call.hold.remote ? 'held' : 'busy';
  return call.status === 'ended' ? 'out' : 'connecting';
}
