/** The shipped themes: the same phone in very different looks, by custom properties only. */

import { html } from 'lit';
import '../../src/define/sip-phone.js';
import dense from '../../src/themes/dense.css?raw';
import mono from '../../src/themes/mono.css?raw';
import warm from '../../src/themes/warm.css?raw';
import { FakePhone, withCall } from '../support/fake-phone.js';
import { about, type Story } from '../support/story.js';

export default {
  title: 'themes',
  component: 'sip-phone',
  parameters: about('The style sheets of `sip-elements/themes/`: custom properties only, in light and in dark.'),
};

const SHEETS = { dense, warm, mono } as const;

/** The dialpad and a call beside each other. */
const themed = (name: keyof typeof SHEETS): Story => ({
  render: () => html`
    <div data-sip-theme=${name} style="display: flex; flex-wrap: wrap; gap: 16px">
      ${Object.assign(document.createElement('style'), { textContent: SHEETS[name] })}
      <sip-phone .phone=${new FakePhone({ dialString: '1002' })} aria-label="Dialpad"></sip-phone>
      <sip-phone .phone=${new FakePhone(withCall({ status: 'active' }))} aria-label="Call"></sip-phone>
    </div>
  `,
});

export const Dense = themed('dense');
export const Warm = themed('warm');
export const Mono = themed('mono');
