/** Registers `<sip-click-to-call>`. */

import { define } from '../components/internal/define.js';
import { SipClickToCall } from '../components/sip-click-to-call.js';

define(SipClickToCall);
