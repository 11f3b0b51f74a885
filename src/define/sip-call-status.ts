/** Registers `<sip-call-status>`. */

import { define } from '../components/internal/define.js';
import { SipCallStatus } from '../components/sip-call-status.js';

define(SipCallStatus);
