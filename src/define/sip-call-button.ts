/** Registers `<sip-call-button>`. */

import { define } from '../components/internal/define.js';
import { SipCallButton } from '../components/sip-call-button.js';

define(SipCallButton);
