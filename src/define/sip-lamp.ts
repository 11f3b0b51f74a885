/** Registers `<sip-lamp>`. */

import { define } from '../components/internal/define.js';
import { SipLamp } from '../components/sip-lamp.js';

define(SipLamp);
