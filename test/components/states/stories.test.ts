/** Every state of the phone and every failure of a call has a story, so that its appearance is tested with those of the others. */

import { expect } from '@open-wc/testing';
import * as call from '../../../stories/sip-call/sip-call.stories.js';
import * as permission from '../../../stories/sip-permission/sip-permission.stories.js';
import * as phone from '../../../stories/sip-phone/sip-phone.stories.js';
import { STORIES } from './table.js';

const modules: Readonly<Record<string, object>> = {
  'sip-call': call,
  'sip-permission': permission,
  'sip-phone': phone,
};

describe('There is a story of the state', () => {
  for (const [state, element, story] of STORIES)
    it(state, () => {
      expect(modules[element]).to.have.property(story).that.has.property('render');
    });
});
