/** Registers `<sip-incoming>`. */

import { define } from '../components/internal/define.js';
import { SipIncoming } from '../components/sip-incoming.js';

define(SipIncoming);
