/** The catalogue of stories: each element has its group, and each attribute of the manifest a control that fits its type. */

import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { controlOf } from '../../.storybook/arg-types.js';
import { GROUPS, groupOf } from '../../scripts/docs-elements.mjs';

describe('The catalogue', () => {
  it('has each element with stories in a group, and no group names an element without stories', () => {
    const folders = readdirSync(new URL('../../stories', import.meta.url));
    expect(GROUPS.flatMap(([, tags]) => tags).filter((tag) => !folders.includes(tag))).to.deep.equal([]);
    expect(groupOf('sip-phone')).to.equal('Presets');
    expect(groupOf('sip-mute-button')).to.equal('Buttons');
    expect(groupOf('sip-settings')).to.equal('Set-up');
  });

  for (const [type, name, control] of [
    ['boolean', 'disabled', { control: { type: 'boolean' } }],
    ['boolean | number', 'auto-answer', { control: { type: 'boolean' } }],
    ['number | undefined', 'max-calls', { control: { type: 'number' } }],
    ['string | undefined', 'uri', { control: { type: 'text' } }],
    ["'auto' | 'rtp' | 'info'", 'dtmf', { control: { type: 'select' }, options: ['auto', 'rtp', 'info'] }],
    ['', '--sip-color-accent', { control: { type: 'color' } }],
    ['', '--sip-radius', { control: { type: 'text' } }],
    ['PhoneLike | undefined', 'phone', undefined],
  ] as const)
    it(`has for ${name} (${type || 'custom property'}) ${control ? `a control: ${control.control.type}` : 'no control'}`, () => {
      expect(controlOf(type, name)).to.deep.equal(control);
    });
});
