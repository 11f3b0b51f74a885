/** Registers `<sip-decline-button>`. */

import { define } from '../components/internal/define.js';
import { SipDeclineButton } from '../components/sip-decline-button.js';

define(SipDeclineButton);
