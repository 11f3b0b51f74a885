/** Every story renders without an error and is accessible by axe's rules (WCAG 2.2 AA), in both schemes and right to left. */

import { expect, fixture } from '@open-wc/testing';
import type Axe from 'axe-core';
import 'axe-core/axe.min.js';
import { STORY_MODULES } from './all-stories.js';
import { settled } from './support.js';

/** It defines itself in the page. */
declare const axe: typeof Axe;

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

  for (const { title, stories } of STORY_MODULES) {
    describe(`<${title}>`, () => {
      for (const { name, render } of stories) {
        for (const scheme of ['light', 'dark'] as const) {
          it(`${name}, ${scheme}`, async () => {
            document.body.style.colorScheme = scheme;
            document.body.style.background = GROUND[scheme];
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
