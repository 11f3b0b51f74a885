/** The public types of the elements: `npm run check` fails when one of them becomes wider. */

import type { SipProvider } from '../../src/components/sip-provider/sip-provider.js';
import type { SipCallEvent } from '../../src/components/shared/events/events.js';
import type { PhoneConfiguration } from '../../src/phone/index.js';
import type { DtmfEvent, IncomingRequest, OutgoingRequestMessage, Session } from '../../src/sip/index.js';
import type { Localizer } from '../../src/components/shared/text/localize.js';
import type { PeopleLocalizer } from '../../src/components/shared/text/people.js';
import { expectType } from '../support/expect-type.js';

export function options(provider: SipProvider): void {
  expectType(provider.transportConstructor).is<PhoneConfiguration['transportConstructor']>();
  expectType(provider.transportOptions).is<PhoneConfiguration['transportOptions']>();
  expectType(provider.sessionDescriptionHandlerFactory).is<PhoneConfiguration['sessionDescriptionHandlerFactory']>();
  expectType(provider.contacts).is<PhoneConfiguration['contacts']>();
}

export function sessionEvent(event: SipCallEvent<'dtmf'>): void {
  expectType(event.sessionEvent).is<'dtmf'>();
  expectType(event.args).is<[request: IncomingRequest | OutgoingRequestMessage | null, dtmf: DtmfEvent]>();
  expectType(event.session).is<Session | undefined>();
}

/** An element that is there at once has no text of a view, whose file would have to be loaded with it. */
export function texts(first: Localizer, ofView: PeopleLocalizer): void {
  // @ts-expect-error A text of the call history.
  first.term('noCallsYet');
  // @ts-expect-error A text of the settings.
  ofView.term('reduceNoise');
  ofView.term('noCallsYet');
  ofView.term('hangUp');
}
