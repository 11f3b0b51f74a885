/** Registers `<sip-history>`. */

import { define } from '../components/internal/define.js';
import { SipHistory } from '../components/sip-history.js';

define(SipHistory);
