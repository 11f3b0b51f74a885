/** Registers `<sip-call>`. */

import { define } from '../components/internal/define.js';
import { SipCall } from '../components/sip-call.js';

define(SipCall);
