/** What a phone announces in whole calls (WCAG 2.2 §4.1.3), in three languages: one file for each, in `announcements/`. */

import { setElementClock } from '../../../src/components/shared/time/time.js';
import '../../../src/define/locale-ar.js';
import '../../../src/define/locale-de.js';
import { beginConsultation } from '../../../src/components/shared/phone/consultation.js';
import type { PhoneState } from '../../../src/phone/state.js';
import { GOOD } from '../../../stories/support/call-states.js';
import { DESK } from '../../../stories/support/fake-devices.js';
import { ANN, BOB, READY, type CallPatch, type FakePhone } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { deep, mountPhone, settled, type Mounted } from '../support.js';
import { expectSnapshot, NOW } from './scenes.js';

type Step = readonly [what: string, happens: (phone: FakePhone) => unknown];

const patch = (id: string, changes: CallPatch) => (phone: FakePhone) => phone.getCall(id)!.patch(changes);
const hold = (local: boolean, remote: boolean): CallPatch => ({ hold: { local, remote } });
const warn = (...warnings: (typeof GOOD)['warnings'][number][]): CallPatch =>
  ({ quality: { ...GOOD, warnings, weakParty: 'local' } }) as CallPatch;
const set = (changes: Partial<PhoneState>) => (phone: FakePhone) => phone.set(changes);

const STEPS: readonly Step[] = [
  ['the connection is lost', set({ account: { status: 'offline', name: '1019', everConnected: true } })],
  ['the next attempt fails', set({ account: { status: 'offline', name: '1019', retryAt: NOW, everConnected: true } })],
  ['it is back', set({ account: READY })],
  ['Ann calls', (phone) => phone.ring(ANN, 'ann')],
  ['the user answers', (phone) => phone.getCall('ann')!.connect()],
  ['the user mutes', patch('ann', { muted: true })],
  ['the user talks while muted', patch('ann', warn('talking-while-muted'))],
  ['the user unmutes', patch('ann', { muted: false, ...warn() })],
  ['the microphone is silent', patch('ann', warn('silent-microphone'))],
  ['packets are lost', patch('ann', warn('loss-out'))],
  ['they arrive again', patch('ann', warn())],
  ['Ann holds', patch('ann', hold(false, true))],
  ['Ann resumes', patch('ann', hold(false, false))],
  ['the media stop', patch('ann', { media: 'interrupted' })],
  ['the media are back', patch('ann', { media: 'connected' })],
  ['Bob calls', (phone) => phone.ring(BOB, 'bob')],
  ['the user declines', (phone) => phone.getCall('bob')!.finish('declined', 'local')],
  ['the user calls Bob', (phone) => phone.place('1020')],
  ['Bob does not answer', (phone) => phone.getCall(phone.state.activeCallId!)!.finish('no-answer', 'remote', 480)],
  ['Ann is shown', (phone) => phone.show('ann')],
  ['the user holds', patch('ann', hold(true, false))],
  ['the user resumes', patch('ann', hold(false, false))],
  ['the user transfers Ann to Bob', patch('ann', { transfer: { status: 'trying', target: '1020' } } as CallPatch)],
  ['Bob rings', patch('ann', { transfer: { status: 'ringing', target: '1020' } } as CallPatch)],
  ['Bob declines', patch('ann', { transfer: { status: 'refused', target: '1020', cause: 'declined' } } as CallPatch)],
  [
    'the user asks Bob first',
    (phone) => {
      phone.getCall('ann')!.patch(hold(true, false));
      phone.place('1020');
      beginConsultation(phone, 'ann', phone.state.activeCallId!);
    },
  ],
  ['Bob rings', (phone) => phone.getCall(phone.state.activeCallId!)!.patch({ status: 'ringing' })],
  ['Bob answers', (phone) => phone.getCall(phone.state.activeCallId!)!.connect()],
  ['the user merges', (phone) => phone.getCall('ann')!.merge()],
  ['Ann hangs up', (phone) => phone.getCall('ann')!.finish('hung-up', 'remote')],
  ['Bob hangs up', (phone) => phone.getCall(phone.state.activeCallId!)!.finish('hung-up', 'remote')],
  ['the user calls Carol', (phone) => phone.place('1003')],
  ['Carol is busy', (phone) => phone.getCall(phone.state.activeCallId!)!.finish('busy', 'remote', 486)],
  ['Ann calls again', (phone) => phone.ring(ANN, 'ann-2')],
  ['and cancels', (phone) => phone.getCall('ann-2')!.finish('missed', 'remote')],
];

/** Collects the announcements, as `polite: Connected`. */
function listen({ element }: Mounted): string[] {
  const said: string[] = [];
  const observer = new MutationObserver((records) => {
    for (const { target, addedNodes } of records)
      for (const line of addedNodes) said.push(`${(target as Element).ariaLive}: ${line.textContent}`);
  });
  for (const region of deep(element.shadowRoot!))
    if (region.matches('[aria-live]')) observer.observe(region, { childList: true });
  return said;
}

describe('A phone announces', () => {
  beforeEach(() => setElementClock(new VirtualClock(NOW)));
  afterEach(() => setElementClock());

  for (const lang of ['en', 'de', 'ar'])
    it(`a day of calls in ${lang}`, async () => {
      const contacts = [{ id: 'bob', name: 'Bob Marsh', numbers: [{ target: '1020' }] }];
      const mounted = await mountPhone({ devices: DESK, contacts }, { lang });
      const said = listen(mounted);
      const lines: string[] = [];
      for (const [what, happens] of STEPS) {
        await happens(mounted.phone);
        await settled(mounted.element);
        lines.push(what, ...said.splice(0).map((line) => `  ${line}`));
      }
      await expectSnapshot(`announcements/${lang}.txt`, `${lines.join('\n')}\n`);
    });
});
