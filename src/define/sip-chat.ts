/** Registers `<sip-chat>`. */

import { define } from '../components/internal/define.js';
import { SipChat } from '../components/sip-chat.js';

define(SipChat);
