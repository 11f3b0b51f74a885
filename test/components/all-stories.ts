/** All stories, for the tests that look at each of them. */

import type { TemplateResult } from 'lit';
import * as accountForm from '../../stories/sip-account-form/sip-account-form.stories.js';
import * as announcer from '../../stories/sip-announcer/sip-announcer.stories.js';
import * as answerButton from '../../stories/call-buttons/sip-answer-button.stories.js';
import * as audioTest from '../../stories/sip-audio-test/sip-audio-test.stories.js';
import * as call from '../../stories/sip-call/sip-call.stories.js';
import * as callButton from '../../stories/call-buttons/sip-call-button.stories.js';
import * as caller from '../../stories/sip-caller/sip-caller.stories.js';
import * as callList from '../../stories/sip-call-list/sip-call-list.stories.js';
import * as callQuality from '../../stories/sip-call-quality/sip-call-quality.stories.js';
import * as callStatus from '../../stories/sip-call-status/sip-call-status.stories.js';
import * as callTimer from '../../stories/sip-call-timer/sip-call-timer.stories.js';
import * as cameraButton from '../../stories/call-buttons/sip-camera-button.stories.js';
import * as captions from '../../stories/sip-captions/sip-captions.stories.js';
import * as chat from '../../stories/sip-chat/sip-chat.stories.js';
import * as clickToCall from '../../stories/sip-click-to-call/sip-click-to-call.stories.js';
import * as contacts from '../../stories/sip-contacts/sip-contacts.stories.js';
import * as declineButton from '../../stories/call-buttons/sip-decline-button.stories.js';
import * as deviceSelect from '../../stories/sip-device-select/sip-device-select.stories.js';
import * as diagnostics from '../../stories/sip-diagnostics/sip-diagnostics.stories.js';
import * as dialInput from '../../stories/sip-dial-input/sip-dial-input.stories.js';
import * as dialpad from '../../stories/sip-dialpad/sip-dialpad.stories.js';
import * as dndToggle from '../../stories/sip-dnd-toggle/sip-dnd-toggle.stories.js';
import * as dock from '../../stories/sip-dock/sip-dock.stories.js';
import * as frame from '../../stories/sip-frame/sip-frame.stories.js';
import * as hangupButton from '../../stories/call-buttons/sip-hangup-button.stories.js';
import * as history from '../../stories/sip-history/sip-history.stories.js';
import * as holdButton from '../../stories/call-buttons/sip-hold-button.stories.js';
import * as hotkeys from '../../stories/sip-hotkeys/sip-hotkeys.stories.js';
import * as incoming from '../../stories/sip-incoming/sip-incoming.stories.js';
import * as key from '../../stories/sip-key/sip-key.stories.js';
import * as keypadButton from '../../stories/call-buttons/sip-keypad-button.stories.js';
import * as lamp from '../../stories/sip-lamp/sip-lamp.stories.js';
import * as level from '../../stories/sip-level/sip-level.stories.js';
import * as links from '../../stories/sip-links/sip-links.stories.js';
import * as media from '../../stories/sip-media/sip-media.stories.js';
import * as mergeButton from '../../stories/call-buttons/sip-merge-button.stories.js';
import * as muteButton from '../../stories/call-buttons/sip-mute-button.stories.js';
import * as permission from '../../stories/sip-permission/sip-permission.stories.js';
import * as phone from '../../stories/sip-phone/sip-phone.stories.js';
import * as provider from '../../stories/sip-provider/sip-provider.stories.js';
import * as provision from '../../stories/sip-provision/sip-provision.stories.js';
import * as recordButton from '../../stories/call-buttons/sip-record-button.stories.js';
import * as screenButton from '../../stories/call-buttons/sip-screen-button.stories.js';
import * as settings from '../../stories/sip-settings/sip-settings.stories.js';
import * as status from '../../stories/sip-status/sip-status.stories.js';
import * as swapButton from '../../stories/call-buttons/sip-swap-button.stories.js';
import * as themes from '../../stories/themes/themes.stories.js';
import * as trace from '../../stories/sip-trace/sip-trace.stories.js';
import * as transfer from '../../stories/sip-transfer/sip-transfer.stories.js';
import * as voicemail from '../../stories/sip-voicemail/sip-voicemail.stories.js';
import * as volume from '../../stories/sip-volume/sip-volume.stories.js';

export interface StoryModule {
  readonly title: string;
  readonly stories: readonly { readonly name: string; readonly render: () => TemplateResult }[];
}

interface Exports {
  readonly default: { readonly title?: string };
}

const modules: readonly Exports[] = [
  accountForm,
  announcer,
  answerButton,
  audioTest,
  call,
  callButton,
  caller,
  callList,
  callQuality,
  callStatus,
  callTimer,
  cameraButton,
  captions,
  chat,
  clickToCall,
  contacts,
  declineButton,
  deviceSelect,
  diagnostics,
  dialInput,
  dialpad,
  dndToggle,
  dock,
  frame,
  hangupButton,
  history,
  holdButton,
  hotkeys,
  incoming,
  key,
  keypadButton,
  lamp,
  level,
  links,
  media,
  mergeButton,
  muteButton,
  permission,
  phone,
  provider,
  provision,
  recordButton,
  screenButton,
  settings,
  status,
  swapButton,
  themes,
  trace,
  transfer,
  voicemail,
  volume,
];

/** Whether an export is a story: it can be rendered. */
const isStory = (value: unknown): value is { render: () => TemplateResult } =>
  typeof value === 'object' && value !== null && 'render' in value && typeof value.render === 'function';

export const STORY_MODULES: readonly StoryModule[] = modules.map((module) => ({
  title: module.default.title ?? '',
  stories: Object.entries(module).flatMap(([name, value]) =>
    isStory(value) ? [{ name, render: () => value.render() }] : [],
  ),
}));
