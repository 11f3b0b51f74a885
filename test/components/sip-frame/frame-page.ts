/** The page in the frame of `sip-frame.test.ts`: a simulated phone, and a `<sip-frame origins>` for the origins in its URL. */

import '../../../src/define/sip-frame.js';
import '../../../src/define/sip-provider.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import { credentialsAnswer } from '../../../src/components/sip-provider/credentials.js';
import { callerLookup, contactsQuery } from '../../../src/components/sip-provider/page-queries.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';

const origins = new URLSearchParams(location.search).get('origins') ?? location.origin;
const provider = document.createElement('sip-provider');
const phone = new FakePhone();
provider.phone = phone;
const guest = document.createElement('sip-frame');
guest.setAttribute('origins', origins);
provider.append(guest);
document.body.append(provider);

/** For the test, which is of the same origin. */
export const queries = {
  lookUp: callerLookup(() => provider),
  suggest: contactsQuery(() => provider),
  credentials: credentialsAnswer(() => provider),
};
Object.assign(globalThis, { phone, provider, queries, setElementClock });
