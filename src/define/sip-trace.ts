/** Registers `<sip-trace>`. */

import { define } from '../components/internal/define.js';
import { SipTrace } from '../components/sip-trace.js';

define(SipTrace);
