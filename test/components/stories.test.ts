/** Every story renders without an error and is accessible by axe's rules (WCAG 2.2 AA), in both schemes and right to left. */

import { expect, fixture } from '@open-wc/testing';
import type Axe from 'axe-core';
import 'axe-core/axe.min.js';
import type { TemplateResult } from 'lit';
import * as accountForm from '../../stories/sip-account-form/sip-account-form.stories.js';
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
import { settled } from './support.js';

/** It defines itself in the page. */
declare const axe: typeof Axe;

type StoryModule = { default: { title?: string } } & Record<string, { render?: unknown; title?: string }>;

const modules = [
  accountForm,
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
] as unknown as StoryModule[];

/** A page has a background; without it axe cannot compute the contrast in the dark scheme. */
const GROUND = { light: '#ffffff', dark: '#15171c' } as const;

/** Of axe's rules these depend on the scheme; the others are the same in both, and are tested in the light one. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

const ignoredIn = (scheme: keyof typeof GROUND): string[] =>
  scheme === 'light'
    ? ['region', 'page-has-heading-one']
    : axe.getRules().flatMap(({ ruleId }) => (OF_COLOURS.includes(ruleId) ? [] : [ruleId]));

describe('stories', () => {
  afterEach(() => document.body.removeAttribute('style'));

  for (const module of modules) {
    describe(`<${module.default.title}>`, () => {
      for (const [name, story] of Object.entries(module)) {
        if (name === 'default') continue;
        for (const scheme of ['light', 'dark'] as const) {
          it(`${name}, ${scheme}`, async () => {
            document.body.style.colorScheme = scheme;
            document.body.style.background = GROUND[scheme];
            const { render } = story as { render: () => TemplateResult };
            const element = await fixture(render());
            await settled(element);
            for (const child of element.querySelectorAll('*')) await settled(child);
            await expect(element).to.be.accessible({ ignoredRules: ignoredIn(scheme) });
          });
        }
      }
    });
  }
});
