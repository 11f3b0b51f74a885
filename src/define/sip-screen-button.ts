/** Registers `<sip-screen-button>`. */

import { define } from '../components/internal/define.js';
import { SipScreenButton } from '../components/sip-screen-button.js';

define(SipScreenButton);
