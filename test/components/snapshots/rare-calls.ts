/** States of a call that are rare or have to be opened, and share a picture. */

import { elementClock } from '../../../src/components/shared/time/time.js';
import type { Cause, PhoneState } from '../../../src/phone/state.js';
import { up } from '../../../stories/support/call-states.js';
import { withCall, type CallPatch } from '../../../stories/support/fake-phone.js';
import { samplesOf } from '../../../stories/support/quality-samples.js';
import type { VirtualClock } from '../../support/virtual-clock.js';
import { deep, settled, type Mounted } from '../support.js';
import { people, press } from './scenes.js';
import type { Sheet } from './sheets.js';

const failed = (cause: Cause, statusCode?: number): PhoneState =>
  withCall({ status: 'ended', failed: true, cause, ...(statusCode === undefined ? {} : { statusCode }) });

/** A call that could not be placed, as the microphone is in this state. */
const withoutMicrophone =
  (microphone: PhoneState['microphone'], cause: Cause) =>
  async ({ element, phone }: Mounted): Promise<void> => {
    phone.set({ microphone });
    await phone.getCall('call-1')!.finish(cause, 'system');
    await settled(element);
  };

const inMore =
  (item: string) =>
  async (mounted: Mounted): Promise<void> => {
    await press(mounted, 'More');
    await press(mounted, item);
  };

/** The figures of two minutes with a weak half minute, and a hold, at the end of their view. */
async function charts(mounted: Mounted): Promise<void> {
  mounted.phone.getCall('call-1')!.qualitySamples = samplesOf([40, 42, 47, 180, 320, 260, 90, 45], 60_000);
  await inMore('Call details')(mounted);
  const [chart] = [...deep(mounted.element.shadowRoot!)].filter(({ localName }) => localName === 'svg').slice(-1);
  chart!.scrollIntoView({ block: 'end' });
}

const dialing = (): PhoneState => withCall({ status: 'dialing' });

export const RARE_CALLS: readonly Sheet[] = [
  {
    name: 'calls-unreachable',
    states: [
      () => failed('gone', 410),
      () => failed('incomplete', 484),
      () => failed('not-allowed', 403),
      () => failed('incompatible', 488),
      () => failed('unavailable', 480),
    ],
  },
  {
    name: 'calls-elsewhere',
    states: [
      () => withCall({ status: 'ended', cause: 'answered-elsewhere', direction: 'incoming' }),
      () => withCall({ status: 'ended', cause: 'already-ended', statusCode: 481 }),
      () => withCall({ status: 'ended', cause: 'ended-meanwhile', endedBy: 'system' }),
      () => failed('loop', 482),
      () => up({ transfer: { status: 'trying', target: '1020' } } as CallPatch),
    ],
  },
  {
    name: 'calls-without-microphone',
    states: [dialing, dialing, dialing, dialing, dialing],
    open: {
      0: withoutMicrophone('missing', 'microphone-missing'),
      1: withoutMicrophone('insecure', 'microphone-insecure'),
      2: withoutMicrophone('blocked-by-frame', 'microphone-frame'),
      3: withoutMicrophone('blocked-by-policy', 'microphone-policy'),
      4: withoutMicrophone('in-use', 'microphone-denied'),
    },
  },
  {
    name: 'calls-not-resumed',
    states: [
      () => failed('not-signed-in'),
      () => failed('no-connection'),
      () => failed('not-resumed'),
      () => up({}, people()),
      () => up({ quality: undefined } as CallPatch, people()),
    ],
    open: { 3: charts, 4: inMore('Call details') },
  },
  {
    name: 'calls-opened',
    states: [
      () => up(),
      () => up({}, people()),
      () => up({}, people()),
      () => up({ video: { local: 'none', remote: true } } as CallPatch),
      () => ({ ...people(), dialString: '' }),
    ],
    open: {
      0: async ({ element, phone }) => {
        phone.getCall('call-1')!.loudness.in = 0.3;
        await (elementClock() as VirtualClock).advance(400);
        await settled(element);
      },
      1: inMore('Call details'),
      2: async (mounted) => {
        // A level of its own would be drawn a moment later.
        mounted.phone.devices.level = 0;
        await inMore('Devices and volume')(mounted);
      },
      4: (mounted) => press(mounted, 'Menu'),
    },
  },
];
