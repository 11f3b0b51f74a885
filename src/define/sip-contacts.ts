/** Registers `<sip-contacts>`. */

import { define } from '../components/internal/define.js';
import { SipContacts } from '../components/sip-contacts.js';

define(SipContacts);
