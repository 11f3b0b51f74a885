/** Registers `<sip-call-quality>`. */

import { define } from '../components/internal/define.js';
import { SipCallQuality } from '../components/sip-call-quality.js';

define(SipCallQuality);
