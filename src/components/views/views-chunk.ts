/**
 * Registers the elements that a person opens, and supplies the content of views-slot.ts: a chunk, which `<sip-phone>`, `<sip-call>` and
 * `<sip-announcer>` load in idle time. It imports no element that loads it.
 * Subjects: chunk of views, its elements and content.
 */

import { define } from '../shared/base/define.js';
import { SipCameraButton } from '../call-buttons/sip-camera-button.js';
import { SipMergeButton } from '../call-buttons/sip-merge-button.js';
import { SipRecordButton } from '../call-buttons/sip-record-button.js';
import { SipScreenButton } from '../call-buttons/sip-screen-button.js';
import { SipSwapButton } from '../call-buttons/sip-swap-button.js';
import { SoundAnnouncements } from './sound-announcements.js';
import { noticeOf } from './call-notices.js';
import { morePage } from './more-page.js';
import { noticeView } from './notice-view.js';
import '../sip-call-quality/figures-chunk.js';
import { SipChat } from '../sip-chat/sip-chat.js';
import { SipContacts } from '../sip-contacts/sip-contacts.js';
import { SipDiagnostics } from '../sip-diagnostics/sip-diagnostics.js';
import { SipHistory } from '../sip-history/sip-history.js';
import { SipLamp } from '../sip-lamp/sip-lamp.js';
import { SipMedia } from '../sip-media/sip-media.js';
import { deniedHelp } from '../sip-permission/denied-card.js';
import { reveal } from './reveal.js';
import { menuItems, nextItem } from './menu-items.js';
import { SipSettings } from '../sip-settings/sip-settings.js';
import { SipVoicemail } from '../sip-voicemail/sip-voicemail.js';
import { supplyViewParts } from './views-slot.js';

const ELEMENTS = [
  ...[SipCameraButton, SipMergeButton, SipRecordButton, SipScreenButton, SipSwapButton],
  ...[SipChat, SipContacts, SipDiagnostics, SipHistory, SipLamp, SipMedia, SipSettings, SipVoicemail],
];
for (const element of ELEMENTS) define(element);

supplyViewParts({ noticeOf, noticeView, morePage, menuItems, nextItem, reveal, deniedHelp, SoundAnnouncements });
