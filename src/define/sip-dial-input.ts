/** Registers `<sip-dial-input>`. */

import { define } from '../components/internal/define.js';
import { SipDialInput } from '../components/sip-dial-input.js';

define(SipDialInput);
