/** Registers `<sip-phone>`. */

import { define } from '../components/internal/define.js';
import { SipPhone } from '../components/sip-phone.js';

define(SipPhone);
