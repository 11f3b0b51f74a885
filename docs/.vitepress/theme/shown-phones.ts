/** Phones that show a state and call nobody, for the pages about their looks: the phone in memory that the stories use. */

import '../../../src/define/sip-phone.js';
import { FakePhone, withCall } from '../../../stories/support/fake-phone.js';

const show = (element: Element, phone: FakePhone): void => void Object.assign(element, { phone });

export const showCall = (element: Element): void => show(element, new FakePhone(withCall({ status: 'active' })));
export const showDialpad = (element: Element): void => show(element, new FakePhone({ dialString: '1002' }));
