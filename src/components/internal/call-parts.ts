/** What a call is made of: the elements in it, and the looks that it shares with others. */

import { SipAnswerButton } from '../sip-answer-button.js';
import { SipCallButton } from '../sip-call-button.js';
import { SipCallQuality } from '../sip-call-quality.js';
import { SipCallTimer } from '../sip-call-timer.js';
import { SipCameraButton } from '../sip-camera-button.js';
import { SipDeclineButton } from '../sip-decline-button.js';
import { SipDeviceSelect } from '../sip-device-select.js';
import { SipDialInput } from '../sip-dial-input.js';
import { SipDialpad } from '../sip-dialpad.js';
import { SipHangupButton } from '../sip-hangup-button.js';
import { SipHoldButton } from '../sip-hold-button.js';
import { SipKeypadButton } from '../sip-keypad-button.js';
import { SipLevel } from '../sip-level.js';
import { SipMedia } from '../sip-media.js';
import { SipMergeButton } from '../sip-merge-button.js';
import { SipMuteButton } from '../sip-mute-button.js';
import { SipRecordButton } from '../sip-record-button.js';
import { SipScreenButton } from '../sip-screen-button.js';
import { SipSwapButton } from '../sip-swap-button.js';
import { SipVolume } from '../sip-volume.js';
import { actionZoneStyles } from './action-zone.styles.js';
import { actionStyles } from './action.styles.js';
import { avatarStyles } from './avatar.styles.js';
import { cardStyles } from './card.styles.js';
import { heroStyles } from './hero.styles.js';
import { morePanelStyles } from './more-panel.styles.js';
import { noticeStyles } from './notice.styles.js';
import { barsStyles } from './quality-bars.js';

export const CALL_PARTS = [
  SipAnswerButton,
  SipCallButton,
  SipCallQuality,
  SipCallTimer,
  SipCameraButton,
  SipDeclineButton,
  SipDeviceSelect,
  SipDialInput,
  SipDialpad,
  SipHangupButton,
  SipHoldButton,
  SipKeypadButton,
  SipLevel,
  SipMedia,
  SipMergeButton,
  SipMuteButton,
  SipRecordButton,
  SipScreenButton,
  SipSwapButton,
  SipVolume,
] as const;

export const CALL_STYLES = [
  actionStyles,
  actionZoneStyles,
  avatarStyles,
  barsStyles,
  cardStyles,
  heroStyles,
  noticeStyles,
  morePanelStyles,
];
