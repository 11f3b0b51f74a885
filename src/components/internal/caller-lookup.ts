/** Names for callers: the page is asked by `sip-caller-lookup`, for a customer file knows more than the network. */

import type { PhoneConfiguration } from '../../phone/configuration.js';
import { SipCallerLookupEvent } from '../events.js';

/** What the phone calls for each new call; undefined where nobody answers. */
export function callerLookup(owner: EventTarget): NonNullable<PhoneConfiguration['lookUp']> {
  return (party) => {
    const event = new SipCallerLookupEvent(party);
    owner.dispatchEvent(event);
    return event.answer;
  };
}
