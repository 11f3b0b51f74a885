/** The catalogue of stories: each element has its group, and each attribute of the manifest a control that fits its type. */

import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import storybook from '../../.storybook/main.js';
import { controlOf } from '../../.storybook/arg-types.js';
import { CHOICES } from '../../.storybook/toolbar.js';
import { GROUPS, groupOf } from '../../scripts/docs-elements.mjs';

describe('The catalogue', () => {
  it('has each element with stories in a group, and no group names an element without stories', () => {
    const folders = readdirSync(new URL('../../stories', import.meta.url));
    expect(GROUPS.flatMap(([, tags]) => tags).filter((tag) => !folders.includes(tag))).to.deep.equal([]);
    expect(groupOf('sip-phone')).to.equal('Presets');
    expect(groupOf('sip-mute-button')).to.equal('Buttons');
    expect(groupOf('sip-settings')).to.equal('Set-up');
  });

  it('has pages from the manifest, controls and an accessibility panel, in the groups of the site', () => {
    expect(storybook.addons).to.have.members(['@storybook/addon-docs', '@storybook/addon-a11y']);
    const folders = JSON.stringify(storybook.stories);
    for (const group of ['Presets', 'In a call', 'Dialling', 'People', 'Set-up', 'Buttons', 'Themes'])
      expect(folders).to.include(`"titlePrefix":"${group}"`);
    const preview = readFileSync(new URL('../../.storybook/preview.ts', import.meta.url), 'utf8');
    expect(preview)
      .to.match(/setCustomElementsManifest\(manifest\)/)
      .and.match(/tags: \['autodocs'\]/);
  });

  it('has each theme and each language in its toolbar', () => {
    const names = (folder: string): string[] => readdirSync(new URL(`../../${folder}`, import.meta.url));
    const themes = names('src/themes').map((file) => file.replace('.css', ''));
    expect([...CHOICES.skin].toSorted()).to.deep.equal(['calm', ...themes].toSorted());
    const languages = names('src/components/shared/text/locales').filter((name) => !name.includes('.'));
    expect([...CHOICES.language].toSorted()).to.deep.equal(languages.toSorted());
  });

  it('has each file of stories among those that tests look at', () => {
    const files = readdirSync(new URL('../../stories', import.meta.url), { recursive: true, encoding: 'utf8' });
    const tested = readFileSync(new URL('../components/all-stories.ts', import.meta.url), 'utf8');
    const stories = files.filter((file) => file.endsWith('.stories.ts'));
    expect(stories).not.to.be.empty;
    expect(stories.filter((file) => !tested.includes(`/stories/${file.replace(/\.ts$/, '.js')}'`))).to.deep.equal([]);
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
