/** Registers `<sip-level>`. */

import { define } from '../components/internal/define.js';
import { SipLevel } from '../components/sip-level.js';

define(SipLevel);
