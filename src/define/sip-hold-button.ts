/** Registers `<sip-hold-button>`. */

import { define } from '../components/internal/define.js';
import { SipHoldButton } from '../components/sip-hold-button.js';

define(SipHoldButton);
