/** Registers `<sip-hangup-button>`. */

import { define } from '../components/internal/define.js';
import { SipHangupButton } from '../components/sip-hangup-button.js';

define(SipHangupButton);
