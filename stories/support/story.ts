/** What all stories share: a phone in memory per story, so that none needs a server. */

import { html, type TemplateResult } from 'lit';
import type { Parameters, StoryObj } from '@storybook/web-components-vite';
import '../../src/define/sip-provider.js';
import type { PhoneState } from '../../src/phone/state.js';
import { FakePhone } from './fake-phone.js';

export type Story = StoryObj;

/** The sentence above the stories of an element. Storybook reads titles without running the file, so only this can be shared. */
export const about = (component: string): Parameters => ({ docs: { description: { component } } });

/** A story of an element inside a provider whose phone is in this state. */
export const withPhone = (content: TemplateResult, state: Partial<PhoneState> = {}): Story => ({
  render: () => html`<sip-provider .phone=${new FakePhone(state)}>${content}</sip-provider>`,
});
