/** Registers every element, in English and Arabic. */

import './locale-ar.js';
import './sip-account-form.js';
import './sip-announcer.js';
import './sip-answer-button.js';
import './sip-call.js';
import './sip-call-button.js';
import './sip-call-list.js';
import './sip-call-status.js';
import './sip-call-timer.js';
import './sip-caller.js';
import './sip-click-to-call.js';
import './sip-decline-button.js';
import './sip-dial-input.js';
import './sip-dialpad.js';
import './sip-dock.js';
import './sip-hangup-button.js';
import './sip-hold-button.js';
import './sip-hotkeys.js';
import './sip-incoming.js';
import './sip-keypad-button.js';
import './sip-mute-button.js';
import './sip-permission.js';
import './sip-phone.js';
import './sip-provider.js';
import './sip-status.js';
