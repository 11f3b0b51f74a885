/** Registers `<sip-voicemail>`. */

import { define } from '../components/internal/define.js';
import { SipVoicemail } from '../components/sip-voicemail.js';

define(SipVoicemail);
