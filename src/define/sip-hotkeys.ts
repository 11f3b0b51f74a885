/** Registers `<sip-hotkeys>`. */

import { define } from '../components/internal/define.js';
import { SipHotkeys } from '../components/sip-hotkeys.js';

define(SipHotkeys);
