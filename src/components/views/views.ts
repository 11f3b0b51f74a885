/**
 * Registers the elements that a person opens: a chunk, which `<sip-phone>` and `<sip-call>` load in idle time. It imports no element that
 * loads it.
 */

import { define } from '../shared/base/define.js';
import { SipChat } from '../sip-chat/sip-chat.js';
import { SipContacts } from '../sip-contacts/sip-contacts.js';
import { SipDiagnostics } from '../sip-diagnostics/sip-diagnostics.js';
import { SipHistory } from '../sip-history/sip-history.js';
import { SipLamp } from '../sip-lamp/sip-lamp.js';
import { SipMedia } from '../sip-media/sip-media.js';
import { SipSettings } from '../sip-settings/sip-settings.js';
import { SipVoicemail } from '../sip-voicemail/sip-voicemail.js';

for (const element of [SipChat, SipContacts, SipDiagnostics, SipHistory, SipLamp, SipMedia, SipSettings, SipVoicemail])
  define(element);
