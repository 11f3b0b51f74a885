/** The page in the frame of `sip-frame.test.ts`: a phone in memory, and a guest for the origins in the address. */

import '../../../src/define/sip-frame.js';
import '../../../src/define/sip-provider.js';
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
Object.assign(globalThis, { phone, provider });
