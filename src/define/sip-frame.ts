/** Registers `<sip-frame>`. */

import { define } from '../components/internal/define.js';
import { SipFrame } from '../components/sip-frame.js';

define(SipFrame);
