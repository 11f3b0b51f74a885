/** What Chromium tells a screen reader of each state of the phone (WCAG 2.2 §1.3.1, §4.1.2): one file for each, in `trees/`. */

import { executeServerCommand } from '@web/test-runner-commands';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { mountPhone } from '../support.js';
import { expectSnapshot, NOW, SCENES } from './scenes.js';

describe('The accessibility tree of a phone that is', () => {
  beforeEach(() => setElementClock(new VirtualClock(NOW)));
  afterEach(() => setElementClock());

  for (const { name, state, open } of SCENES)
    it(name, async () => {
      const mounted = await mountPhone(state(), { lang: 'en' });
      await open?.(mounted);
      (document.activeElement as HTMLElement | null)?.blur();
      await expectSnapshot(
        `trees/${name}.txt`,
        await executeServerCommand<string, string>('accessibility-tree', 'sip-phone'),
      );
    });
});
