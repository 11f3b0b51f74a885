/** What the page knows better: who a caller is (`sip-caller-lookup`), and whom a text could mean (`sip-contacts-query`). */

import type { PhoneConfiguration } from '../../phone/configuration.js';
import { SipCallerLookupEvent, SipContactsQueryEvent } from '../shared/events/events.js';

/** What the phone calls for each new call; undefined where nobody answers. */
export function callerLookup(owner: EventTarget): NonNullable<PhoneConfiguration['lookUp']> {
  return (party) => {
    const event = new SipCallerLookupEvent(party);
    owner.dispatchEvent(event);
    return event.answer;
  };
}

/** What the phone calls for each text that is typed; nobody where nobody answers. */
export function contactsQuery(owner: EventTarget): NonNullable<PhoneConfiguration['suggest']> {
  return async (text, { signal }) => {
    const event = new SipContactsQueryEvent(text, signal);
    owner.dispatchEvent(event);
    return (await event.answer) ?? [];
  };
}
