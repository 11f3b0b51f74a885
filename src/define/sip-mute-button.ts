/** Registers `<sip-mute-button>`. */

import { define } from '../components/internal/define.js';
import { SipMuteButton } from '../components/sip-mute-button.js';

define(SipMuteButton);
