/** Registers `<sip-status>`. */

import { define } from '../components/internal/define.js';
import { SipStatus } from '../components/sip-status.js';

define(SipStatus);
