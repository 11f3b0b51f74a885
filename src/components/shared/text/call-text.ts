/** The state of a call in a word or two, for lines and lists. */

import type { CallState } from '../../../phone/state.js';
import type { Localizer } from './localize.js';
import type { ShapeName } from '../icons/shapes.js';

export function callWords(call: CallState, words: Localizer): string {
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
    case 'ending':
      return words.term('ending');
    case 'active':
      if (call.hold.local) return words.term('onHold');
      if (call.hold.remote) return words.term('remoteHold');
      if (call.media === 'interrupted') return words.term('connectionLost');
      return call.media === 'connecting' ? words.term('connecting') : words.term(call.muted ? 'muted' : 'inCall');
    case 'ended':
      return words.term('cause', call.cause);
  }
}

export function callShape(call: CallState): ShapeName {
  if (call.status === 'incoming' || call.status === 'ringing') return 'ringing';
  if (call.status === 'active') return call.hold.local || call.hold.remote ? 'held' : 'busy';
  return call.status === 'ended' ? 'out' : 'connecting';
}
