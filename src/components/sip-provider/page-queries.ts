/**
 * Data of the application: caller lookup (`sip-caller-lookup`) and suggestions (`sip-contacts-query`).
 * Subjects: sip-caller-lookup; sip-contacts-query.
 */

import type { PhoneConfiguration } from '../../phone/configuration.js';
import { SipCallerLookupEvent, SipContactsQueryEvent } from '../shared/events/events.js';

/** Returns the function that the phone calls for each new call; its result is undefined without an answer. */
export function callerLookup(owner: () => EventTarget): NonNullable<PhoneConfiguration['lookUp']> {
  return (party) => {
    const event = new SipCallerLookupEvent(party);
    owner().dispatchEvent(event);
    return event.answer;
  };
}

/** Returns the function that the phone calls for each typed text; its result is empty without an answer. */
export function contactsQuery(owner: () => EventTarget): NonNullable<PhoneConfiguration['suggest']> {
  return async (text, { signal }) => {
    const event = new SipContactsQueryEvent(text, signal);
    owner().dispatchEvent(event);
    return (await event.answer) ?? [];
  };
}
