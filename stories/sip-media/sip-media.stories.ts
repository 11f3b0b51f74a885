/** The pictures of a call. */

import { html } from 'lit';
import '../../src/define/sip-media.js';
import { up } from '../support/call-states.js';
import { FakePhone } from '../support/fake-phone.js';
import { about, withPhone, type Story } from '../support/story.js';

export default {
  title: 'sip-media',
  component: 'sip-media',
  parameters: about('The remote party large, what is shown from here small.'),
};

/** A moving picture that needs no camera. */
function picture(hue: number): MediaStream {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [320, 240];
  const context = canvas.getContext('2d')!;
  context.fillStyle = `hsl(${hue} 60% 40%)`;
  context.fillRect(0, 0, 320, 240);
  return canvas.captureStream();
}

export const Both: Story = {
  render: () => {
    const phone = new FakePhone(up({ video: { local: 'camera', remote: true } }));
    Object.assign(phone.getCall('call-1')!.videoStreams, { local: picture(20), remote: picture(220) });
    return html`<sip-provider .phone=${phone}><sip-media></sip-media></sip-provider>`;
  },
};
export const OnlyHere: Story = {
  render: () => {
    const phone = new FakePhone(up({ video: { local: 'screen', remote: false } }));
    Object.assign(phone.getCall('call-1')!.videoStreams, { local: picture(120) });
    return html`<sip-provider .phone=${phone}><sip-media></sip-media></sip-provider>`;
  },
};
export const None = withPhone(html`<sip-media></sip-media>`, up());
