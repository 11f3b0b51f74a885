/** Registers `<sip-swap-button>`. */

import { define } from '../components/internal/define.js';
import { SipSwapButton } from '../components/sip-swap-button.js';

define(SipSwapButton);
