/** Elements for audio and video: level, volume, device selection, device test, quality, video, settings. */

import { expect, html } from '@open-wc/testing';
import '../../../src/define/all.js';
import { setElementClock } from '../../../src/components/shared/time/time.js';
import type { SipDeviceSelect } from '../../../src/components/sip-device-select/sip-device-select.js';
import type { SipSettings } from '../../../src/components/sip-settings/sip-settings.js';
import type { SipLevel } from '../../../src/components/sip-level/sip-level.js';
import { DESK } from '../../../stories/support/fake-devices.js';
import { up, weak } from '../../../stories/support/call-states.js';
import { FakePhone } from '../../../stories/support/fake-phone.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { button, mountAll, settled, text } from '../support.js';

/** Waits until promises of the phone settle and the result is rendered. */
async function after(element: Element): Promise<void> {
  await Promise.resolve();
  await settled(element);
}

describe('audio and video elements', () => {
  let clock: VirtualClock;
  beforeEach(() => setElementClock((clock = new VirtualClock(1_700_000_000_000))));
  afterEach(() => setElementClock());

  describe('<sip-level>', () => {
    const lit = (level: SipLevel): number => level.shadowRoot!.querySelectorAll('.lit').length;

    it('shows the level of the call in decibels', async () => {
      const phone = new FakePhone(up());
      const level = await mountAll<SipLevel>(html`<sip-level .phone=${phone}></sip-level>`);
      const meter = level.shadowRoot!.querySelector('[role=meter]')!;
      for (const [loudness, marks] of [
        [0, 0],
        [0.001, 0],
        [0.0316, 12],
        [1, 24],
      ] as const) {
        phone.getCall('call-1')!.loudness.out = loudness;
        await clock.advance(80);
        await after(level);
        expect(lit(level), `${loudness}`).to.equal(marks);
        expect(meter.getAttribute('aria-valuenow')).to.equal(String(Math.round((marks / 24) * 100)));
      }
    });

    it('opens the microphone without a call only with open, and closes it', async () => {
      const phone = new FakePhone();
      const level = await mountAll<SipLevel>(html`<sip-level .phone=${phone}></sip-level>`);
      await clock.advance(80);
      expect(phone.did).to.deep.equal([]);
      expect(level.matches(':state(silent)')).to.be.true;
      level.open = true;
      await after(level);
      await clock.advance(80);
      await after(level);
      expect(lit(level)).to.equal(18);
      level.remove();
      expect(phone.did).to.deep.equal(['meter', 'close meter']);
    });

    it('closes a microphone that is opened when it is no longer needed', async () => {
      const phone = new FakePhone();
      const level = await mountAll<SipLevel>(html`<sip-level open .phone=${phone}></sip-level>`);
      phone.did.length = 0;
      type Meter = Awaited<ReturnType<typeof phone.devices.meter>>;
      let come: (meter: Meter) => void = () => undefined;
      phone.devices.meter = () => new Promise<Meter>((resolve) => (come = resolve));
      level.open = false;
      await after(level);
      level.open = true;
      await after(level);
      level.open = false;
      await after(level);
      come({ level: () => 1, close: () => phone.did.push('closed late') });
      await after(level);
      expect(phone.did).to.deep.equal(['close meter', 'closed late']);
    });
  });

  describe('<sip-volume>', () => {
    it('shows the volume of its use, and sets it', async () => {
      const phone = new FakePhone({ devices: { ...DESK, volume: { speaker: 0.5, ringer: 0.8 } } });
      const volume = await mountAll(html`<sip-volume use="ringer" .phone=${phone}></sip-volume>`);
      const slider = volume.shadowRoot!.querySelector('input')!;
      expect([slider.value, slider.getAttribute('aria-label')]).to.deep.equal(['80', 'Ring volume']);
      slider.value = '35';
      slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
      expect(phone.did).to.deep.equal(['volume ringer 0.35']);
    });

    it('fills its track up to the thumb, from the start of the line', async () => {
      const phone = new FakePhone({ devices: { ...DESK, volume: { speaker: 0.5, ringer: 0.8 } } });
      for (const [dir, side] of [
        ['ltr', 'right'],
        ['rtl', 'left'],
      ] as const) {
        const box = await mountAll(html`<div dir=${dir}><sip-volume use="ringer" .phone=${phone}></sip-volume></div>`);
        const slider = box.firstElementChild!.shadowRoot!.querySelector('input')!;
        const { backgroundImage, backgroundPositionY, backgroundSize } = getComputedStyle(slider);
        expect(backgroundImage).to.match(new RegExp(`^linear-gradient\\(to ${side}, .* 80%, .* 0`));
        expect([backgroundPositionY, backgroundSize]).to.deep.equal(['50%', '100% 4px']);
      }
    });
  });

  describe('<sip-device-select>', () => {
    const select = (element: Element): HTMLSelectElement => element.shadowRoot!.querySelector('select')!;
    const labels = (element: Element): string[] =>
      [...select(element).options].map((option) => `${option.selected ? '* ' : ''}${option.text}`);

    async function mount(use: string, devices = DESK): Promise<{ element: SipDeviceSelect; phone: FakePhone }> {
      const phone = new FakePhone({ devices });
      const box = await mountAll(
        html`<form><sip-device-select name="device" use=${use} .phone=${phone}></sip-device-select></form>`,
      );
      return { element: box.querySelector('sip-device-select')!, phone };
    }

    /** The action of the user. */
    async function choose(element: SipDeviceSelect, value: string): Promise<void> {
      select(element).value = value;
      select(element).dispatchEvent(new Event('change', { bubbles: true }));
      await after(element);
    }

    it('lists the devices, and selects one also during a call', async () => {
      const { element, phone } = await mount('ringer');
      expect(labels(element)).to.deep.equal(['System default', 'Jabra Evolve 65', '* Built-in speakers']);
      let changes = 0;
      element.parentElement!.addEventListener('change', () => changes++);
      await choose(element, 'jabra');
      await choose(element, '');
      expect(phone.did).to.deep.equal(['refresh devices', 'choose ringer jabra', 'choose ringer undefined']);
      expect(changes).to.equal(2);
    });

    it('is form-associated: value, reset, disabled fieldset (HTML §4.13.7.3)', async () => {
      const { element, phone } = await mount('microphone');
      const form = element.form!;
      expect(new FormData(form).get('device')).to.equal('jabra');
      form.reset();
      await after(element);
      expect(phone.did).to.contain('choose microphone undefined');
      expect(new FormData(form).get('device')).to.equal('');
      const group = document.createElement('fieldset');
      group.disabled = true;
      form.append(group);
      group.append(element);
      await after(element);
      expect(select(element).disabled).to.be.true;
    });

    it('keeps the present device and shows an error when the selected one cannot be used', async () => {
      const { element, phone } = await mount('microphone');
      phone.devices.broken.add('built-in');
      await choose(element, 'built-in');
      expect(select(element).value).to.equal('jabra');
      expect(text(element)).to.contain('This device cannot be used now.');
      await choose(element, '');
      expect(text(element)).not.to.contain('cannot be used');
    });

    it('numbers devices without a label, and keeps a selected one that is not connected', async () => {
      const unnamed = DESK.microphones.map((device) => ({ ...device, label: '' }));
      const { element } = await mount('microphone', { ...DESK, microphones: unnamed, chosen: { microphone: 'gone' } });
      expect(labels(element)).to.deep.equal(['System default', '* Not connected', 'Microphone 1', 'Microphone 2']);
      expect(element.matches(':state(lost)')).to.be.true;
    });

    it('shows that the browser selects the device itself', async () => {
      const { element } = await mount('speaker', { ...DESK, canChooseSpeaker: false });
      expect(select(element).disabled).to.be.true;
      expect(text(element)).to.contain('This browser chooses where sound comes out.');
    });

    it('shows a label of the system as text', async () => {
      const label = '<img src=x onerror="window.hacked=1">';
      const microphones = [{ deviceId: 'a', groupId: 'a', label }];
      const { element } = await mount('microphone', { ...DESK, microphones, chosen: { microphone: 'a' } });
      expect(labels(element)).to.contain(`* ${label}`);
    });
  });

  describe('<sip-audio-test>', () => {
    it('plays until it is stopped, and is disabled during another test', async () => {
      const phone = new FakePhone({ devices: DESK });
      const box = await mountAll(
        html`<div>
          <sip-audio-test kind="ringer" .phone=${phone}></sip-audio-test>
          <sip-audio-test kind="speaker" .phone=${phone}></sip-audio-test>
        </div>`,
      );
      const [ringer, speaker] = box.querySelectorAll('sip-audio-test');
      button(ringer!, 'Test ring').click();
      await after(ringer!);
      await after(speaker!);
      expect(ringer!.matches(':state(testing)')).to.be.true;
      expect(button(speaker!, 'Test speaker').disabled).to.be.true;
      button(ringer!, 'Stop').click();
      await after(ringer!);
      expect(phone.did).to.deep.equal(['test ringer', 'stopTest']);
      button(ringer!, 'Test ring');
    });

    it('shows the seconds that are left to speak, then plays the recording', async () => {
      const phone = new FakePhone({ devices: DESK });
      const element = await mountAll(html`<sip-audio-test kind="microphone" .phone=${phone}></sip-audio-test>`);
      phone.devices.patch({ test: { kind: 'microphone', status: 'recording', endsAt: clock.now() + 5000 } });
      await after(element);
      await clock.advance(2000);
      await after(element);
      expect(text(element)).to.contain('Speak now… 3');
      phone.devices.patch({ test: { kind: 'microphone', status: 'playing', endsAt: clock.now() + 5000 } });
      await after(element);
      expect(text(element)).to.contain('Playing…');
    });

    it('announces that it could not be run', async () => {
      const phone = new FakePhone({ devices: DESK });
      phone.devices.test = () => Promise.reject(new Error('busy'));
      const element = await mountAll(html`<sip-audio-test .phone=${phone}></sip-audio-test>`);
      button(element, 'Test speaker').click();
      await after(element);
      expect(element.shadowRoot!.querySelector('[role=status]')!.textContent).to.equal('The test could not be run.');
    });
  });

  it('use their default for an unknown value, also at run time', async () => {
    const phone = new FakePhone({ ...up() });
    const box = await mountAll(html`
      <div>
        <sip-level direction="sideways" .phone=${phone}></sip-level>
        <sip-volume use="everything" .phone=${phone}></sip-volume>
        <sip-device-select use="nose" .phone=${phone}></sip-device-select>
        <sip-audio-test kind="smell" .phone=${phone}></sip-audio-test>
      </div>
    `);
    const [level, volume, select, test] = box.children;
    expect(level!.shadowRoot!.querySelector('[role=meter]')!.ariaLabel).to.equal('Level of your microphone');
    expect(volume!.shadowRoot!.querySelector('input')!.ariaLabel).to.equal('Volume');
    expect(text(select!)).to.contain('Microphone');
    button(test!, 'Test speaker');
    level!.setAttribute('direction', 'in');
    volume!.setAttribute('use', 'ringer');
    select!.setAttribute('use', 'camera');
    test!.setAttribute('kind', 'ringer');
    for (const child of box.children) await after(child);
    expect(level!.shadowRoot!.querySelector('[role=meter]')!.ariaLabel).to.equal('Level of what you hear');
    expect(volume!.shadowRoot!.querySelector('input')!.ariaLabel).to.equal('Ring volume');
    expect(text(select!)).to.contain('Camera');
    button(test!, 'Test ring');
  });

  describe('<sip-call-quality>', () => {
    it('shows the quality by the number of bars, not by colour alone', async () => {
      for (const [bars, words, state] of [
        [4, 'good', 'good'],
        [3, 'fair', 'good'],
        [2, 'weak', 'weak'],
        [1, 'bad', 'bad'],
        [0, 'no sound', 'bad'],
      ] as const) {
        const phone = new FakePhone(weak({ bars }));
        const element = await mountAll(html`<sip-call-quality .phone=${phone}></sip-call-quality>`);
        expect(element.shadowRoot!.querySelectorAll('.bars rect:not(.empty)')).to.have.length(bars);
        expect(element.shadowRoot!.querySelector('[role=img]')!.getAttribute('aria-label')).to.equal(
          `Connection: ${words}`,
        );
        expect(element.matches(`:state(${state})`)).to.be.true;
      }
    });

    it('leaves out unknown values', async () => {
      const phone = new FakePhone(up({ quality: { bars: 3, warnings: [], weakParty: 'unclear', jitter: 0.012 } }));
      const element = await mountAll(html`<sip-call-quality details .phone=${phone}></sip-call-quality>`);
      expect(text(element)).to.equal('Jitter 12 ms');
    });
  });

  describe('<sip-media>', () => {
    it('shows local and remote video, muted, and the initials without video', async () => {
      const phone = new FakePhone(up({ video: { local: 'camera', remote: true } }));
      const remote = new MediaStream();
      const local = new MediaStream();
      Object.assign(phone.getCall('call-1')!.videoStreams, { local, remote });
      const element = await mountAll(html`<sip-media .phone=${phone}></sip-media>`);
      const videos = [...element.shadowRoot!.querySelectorAll('video')];
      expect(videos.map(({ srcObject, muted }) => [srcObject, muted])).to.deep.equal([
        [remote, true],
        [local, true],
      ]);
      expect(element.matches(':state(camera)')).to.be.true;
      expect(text(element), 'no text over the video').to.equal('');
      phone.getCall('call-1')!.patch({ video: { local: 'none', remote: false } });
      await after(element);
      expect(element.shadowRoot!.querySelector('video')).to.equal(null);
      expect(text(element)).to.equal('AL');
    });
  });

  describe('<sip-settings>', () => {
    it('switches noise suppression, and keeps the state of the device', async () => {
      const phone = new FakePhone({ devices: DESK });
      const element = await mountAll(html`<sip-settings .phone=${phone}></sip-settings>`);
      const noise = button(element, 'Reduce noise');
      expect(noise.getAttribute('aria-checked')).to.equal('true');
      noise.click();
      await after(element);
      expect(phone.did).to.contain('processing {"noiseSuppression":false}');
      expect(noise.getAttribute('aria-checked')).to.equal('false');
      phone.devices.setProcessing = () => Promise.reject(new Error('no'));
      noise.click();
      await after(element);
      expect(noise.getAttribute('aria-checked')).to.equal('false');
    });

    for (const [name, setting] of [
      ['Remove echo', 'echoCancellation'],
      ['Adjust microphone volume', 'autoGainControl'],
    ] as const)
      it(`switches ${setting}`, async () => {
        const phone = new FakePhone({ devices: DESK });
        const element = await mountAll(html`<sip-settings .phone=${phone}></sip-settings>`);
        button(element, name).click();
        await after(element);
        expect(phone.did).to.contain(`processing {"${setting}":false}`);
        expect(button(element, name).getAttribute('aria-checked')).to.equal('false');
      });

    it('chooses the ringtone and plays it, but for silence', async () => {
      const phone = new FakePhone({ devices: DESK });
      const element = await mountAll(html`<sip-settings .phone=${phone}></sip-settings>`);
      const select = element.shadowRoot!.querySelector<HTMLSelectElement>('[part=ringtone] select')!;
      expect([...select.options].map(({ text }) => text).slice(0, 2)).to.deep.equal(['Ringtone 1', 'Ringtone 2']);
      const choose = async (value: string): Promise<string[]> => {
        phone.did.length = 0;
        select.value = value;
        select.dispatchEvent(new Event('change'));
        await after(element);
        return phone.did.filter((what) => /^(ringer|test)/.test(what));
      };
      expect(await choose('low')).to.deep.equal(['ringer low', 'test ringer']);
      expect(phone.state.devices.ringer).to.equal('low');
      expect(await choose('silent')).to.deep.equal(['ringer silent']);
      expect(await choose('standard')).to.deep.equal(['ringer undefined', 'test ringer']);
    });

    it('calls the echo service where the page names one', async () => {
      const phone = new FakePhone({ devices: DESK });
      const element = await mountAll<SipSettings>(html`<sip-settings .phone=${phone}></sip-settings>`);
      expect(element.shadowRoot!.querySelector('[part=echo-test]')).to.be.null;
      phone.configuration = { ...phone.configuration, echoUri: '*43' };
      element.requestUpdate();
      await after(element);
      button(element, 'Echo test').click();
      expect(phone.did).to.contain('call *43');
    });

    it('opens the microphone for its level only with a granted permission', async () => {
      for (const [microphone, opens] of [
        ['granted', true],
        ['unknown', false],
        ['denied', false],
      ] as const) {
        const phone = new FakePhone({ devices: DESK, microphone });
        await mountAll(html`<sip-settings .phone=${phone}></sip-settings>`);
        expect(phone.did.includes('meter'), microphone).to.equal(opens);
      }
    });

    it('shows the result of the last connection check, and of now what the phone knows itself', async () => {
      const phone = new FakePhone({ microphone: 'granted' });
      const mountSettings = () => mountAll(html`<sip-settings can-check .phone=${phone}></sip-settings>`);
      const check = (element: Element) => element.shadowRoot!.querySelector('[part=check]')!;
      expect(check(await mountSettings()).querySelector('.shape')).to.be.null;
      await mountAll(html`<sip-diagnostics .phone=${phone}></sip-diagnostics>`);
      const element = await mountSettings();
      expect(text(check(element))).to.contain('Account, server, microphone, relay: Good');
      expect(check(element).querySelector('.shape')!.getAttribute('data-shape')).to.equal('ready');
      phone.set({ microphone: 'denied' });
      await after(element);
      expect(text(check(element))).to.contain(': Fault');
    });

    it('emits sip-diagnostics-request with can-check', async () => {
      const phone = new FakePhone({ devices: DESK });
      const element = await mountAll(html`<sip-settings can-check .phone=${phone}></sip-settings>`);
      let asked = 0;
      element.addEventListener('sip-diagnostics-request', () => asked++);
      element.shadowRoot!.querySelector<HTMLElement>('[part=check]')!.click();
      expect(asked).to.equal(1);
    });
  });
});
