/** Registers `<sip-call-timer>`. */

import { define } from '../components/internal/define.js';
import { SipCallTimer } from '../components/sip-call-timer.js';

define(SipCallTimer);
