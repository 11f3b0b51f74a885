/** Registers `<sip-dialpad>`. */

import { define } from '../components/internal/define.js';
import { SipDialpad } from '../components/sip-dialpad.js';

define(SipDialpad);
