/** The public types of the elements: `npm run check` fails when one of them becomes wider. */

import type { SipProvider } from '../../src/components/sip-provider/sip-provider.js';
import type { SipCallEvent } from '../../src/components/shared/events/events.js';
import type { PhoneConfiguration } from '../../src/phone/index.js';
import type { DtmfEvent, IncomingRequest, OutgoingRequestMessage, Session } from '../../src/sip/index.js';
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
