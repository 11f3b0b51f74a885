/** Registers `<sip-keypad-button>`. */

import { define } from '../components/internal/define.js';
import { SipKeypadButton } from '../components/sip-keypad-button.js';

define(SipKeypadButton);
