/** Registers `<sip-caller>`. */

import { define } from '../components/internal/define.js';
import { SipCaller } from '../components/sip-caller.js';

define(SipCaller);
