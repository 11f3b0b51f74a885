/**
 * The elements that `<sip-call>` renders, without those of the chunk of views; and the styles that it shares with others.
 * Subjects: elements that <sip-call> renders.
 */

import { SipAnswerButton } from '../call-buttons/sip-answer-button.js';
import { SipCallButton } from '../call-buttons/sip-call-button.js';
import { SipCallQuality } from '../sip-call-quality/sip-call-quality.js';
import { SipCallTimer } from '../sip-call-timer/sip-call-timer.js';
import { SipDeclineButton } from '../call-buttons/sip-decline-button.js';
import { SipDialInput } from '../sip-dial-input/sip-dial-input.js';
import { SipDialpad } from '../sip-dialpad/sip-dialpad.js';
import { SipHangupButton } from '../call-buttons/sip-hangup-button.js';
import { SipHoldButton } from '../call-buttons/sip-hold-button.js';
import { SipKeypadButton } from '../call-buttons/sip-keypad-button.js';
import { SipMuteButton } from '../call-buttons/sip-mute-button.js';
import { actionZoneStyles } from '../shared/styles/action-zone.styles.js';
import { actionStyles } from '../shared/styles/action.styles.js';
import { avatarStyles } from '../shared/styles/avatar.styles.js';
import { badgeStyles } from '../shared/styles/badge.styles.js';
import { cardStyles } from '../shared/styles/card.styles.js';
import { heroStyles } from './hero.styles.js';
import { morePanelStyles } from './more-panel.styles.js';
import { noticeStyles } from './notice.styles.js';
import { barsStyles } from '../sip-call-quality/quality-bars.js';
import { lateStyles } from '../views/late-views.js';

export const CALL_PARTS = [
  SipAnswerButton,
  SipCallButton,
  SipCallQuality,
  SipCallTimer,
  SipDeclineButton,
  SipDialInput,
  SipDialpad,
  SipHangupButton,
  SipHoldButton,
  SipKeypadButton,
  SipMuteButton,
] as const;

export const CALL_STYLES = [
  actionStyles,
  actionZoneStyles,
  avatarStyles,
  barsStyles,
  cardStyles,
  badgeStyles,
  heroStyles,
  noticeStyles,
  morePanelStyles,
  lateStyles,
];
