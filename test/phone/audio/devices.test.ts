/** `phone.devices`: a chosen device is used, stored and found again, and the loss of one is reported. */

import { expect, waitUntil } from '@open-wc/testing';
// Loaded before, as in a page that has been idle: a test begins at once.
import '../../../src/phone/audio/media-chunk.js';
import { DeviceList, Microphone, Speaker } from '../../../src/media/index.js';
import { DeviceChanges } from '../../../src/phone/audio/device-changes.js';
import { systemClock } from '../../../src/sip/base/clock.js';
import { Phone, PhoneError, type PhoneConfiguration } from '../../../src/phone/index.js';
import type { DeviceNotice } from '../../../src/phone/state.js';
import { FakeMicrophones, FakeOutputs } from '../../media/support/devices.js';
import { VirtualClock } from '../../support/virtual-clock.js';

const DESK = { kind: 'audioinput', deviceId: 'desk', label: 'desk', groupId: 'g1' };
const HEADSET = { kind: 'audioinput', deviceId: 'headset', label: 'headset', groupId: 'g2' };
const WITHIN = { timeout: 30_000 };

describe('The devices of a phone', () => {
  let microphones: FakeMicrophones;
  let plugged: object[];
  const phones: Phone[] = [];
  const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);

  beforeEach(() => {
    localStorage.clear();
    microphones = new FakeMicrophones({ desk: 440, headset: 1000 });
    plugged = [DESK, HEADSET];
    navigator.mediaDevices.enumerateDevices = () => Promise.resolve(plugged as MediaDeviceInfo[]);
  });
  afterEach(async () => {
    await Promise.all(phones.splice(0).map((phone) => phone.dispose()));
    microphones.restore();
    navigator.mediaDevices.enumerateDevices = real;
    localStorage.clear();
  });

  async function made(configuration: PhoneConfiguration = {}): Promise<Phone> {
    const phone = new Phone({ sounds: false, ...configuration });
    phones.push(phone);
    await phone.devices.refresh();
    return phone;
  }

  function unplug(...devices: object[]): void {
    plugged = plugged.filter((device) => !devices.includes(device));
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }

  async function failureOf(promise: Promise<unknown>): Promise<PhoneError> {
    const error: unknown = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(PhoneError);
    return error as PhoneError;
  }

  const notice = (phone: Phone): DeviceNotice | undefined => phone.state.devices.notice;

  it('make no sound check before the page is idle, as the first audio context blocks the page', async () => {
    const { AudioContext, requestIdleCallback } = globalThis;
    const [waiting, opened]: [IdleRequestCallback[], AudioContext[]] = [[], []];
    globalThis.requestIdleCallback = (work) => waiting.push(work);
    globalThis.AudioContext = class extends AudioContext {
      constructor() {
        super();
        opened.push(this);
      }
    };
    try {
      const phone = await made({ sounds: true });
      await phone.start();
      await waitUntil(() => waiting.length > 0, 'the check is planned', WITHIN);
      expect(opened).to.be.empty;
      for (const work of waiting) work({ didTimeout: false, timeRemaining: () => 50 });
      expect(opened).to.have.length(1);
    } finally {
      Object.assign(globalThis, { AudioContext, requestIdleCallback });
    }
  });

  it('are listed in the state, and the chosen microphone is opened', async () => {
    const phone = await made();
    expect(phone.state.devices.microphones.map(({ label }) => label)).to.deep.equal(['desk', 'headset']);
    await phone.devices.choose('microphone', 'headset');
    expect(phone.state.devices.chosen).to.deep.equal({ microphone: 'headset' });
    await phone.requestMicrophone();
    expect(microphones.given.at(-1)!.label).to.equal('headset');
  });

  it('are stored for the next visit, also when the browser has changed their ids', async () => {
    await (await made()).devices.choose('microphone', 'headset');
    microphones.plug('new', 1200);
    plugged = [DESK, { ...HEADSET, deviceId: 'new' }];
    const next = await made();
    await next.requestMicrophone();
    expect(microphones.given.at(-1)!.label).to.equal('new');
  });

  it('that are missing cannot be chosen, and the present choice stays', async () => {
    const phone = await made();
    await phone.devices.choose('microphone', 'headset');
    expect((await failureOf(phone.devices.choose('microphone', 'gone'))).kind).to.equal('bad-attribute');
    expect((await failureOf(phone.devices.choose('nose' as 'camera', 'desk'))).kind).to.equal('bad-attribute');
    expect(phone.state.devices.chosen).to.deep.equal({ microphone: 'headset' });
    await phone.devices.choose('microphone', undefined);
    expect(phone.state.devices.chosen).to.deep.equal({});
  });

  it('can be selected by an option, by label or id, as soon as they are present', async () => {
    plugged = [DESK];
    const phone = await made({ audioInput: 'Headset' });
    expect(phone.state.devices.chosen).to.deep.equal({});
    plugged = [DESK, HEADSET];
    await phone.devices.refresh();
    expect(phone.state.devices.chosen).to.deep.equal({ microphone: 'headset' });
    await phone.devices.choose('microphone', 'desk');
    await phone.devices.refresh();
    phone.configure({ maxCalls: 2 });
    await phone.devices.refresh();
    expect(phone.state.devices.chosen, 'the choice of the user takes precedence').to.deep.equal({ microphone: 'desk' });
    localStorage.clear();
    plugged = [DESK];
    const other = await made({ audioInput: 'headset' });
    await other.devices.choose('microphone', 'desk');
    plugged = [DESK, HEADSET];
    await other.devices.refresh();
    expect(other.state.devices.chosen, 'also before the device is present').to.deep.equal({ microphone: 'desk' });
  });

  it('with an invalid option are a problem, and the phone uses the default', async () => {
    const phone = await made({ audioInput: 5 as unknown as string, country: 7 as unknown as string });
    expect(phone.state.problem).to.include({ kind: 'bad-attribute', attribute: 'country' });
    expect(phone.state.devices.chosen).to.deep.equal({});
    await phone.requestMicrophone();
    expect(phone.state.microphone).to.equal('granted');
  });

  it('ring with the built-in sound, and report a problem, when the file of the page cannot be played', async () => {
    const phone = await made({ clock: new VirtualClock(), sounds: true, ringtone: '/no/such/ringtone.mp3' });
    const { Audio } = window;
    // A page that is not in front may find out late.
    window.Audio = function () {
      const element = new Audio();
      queueMicrotask(() => element.dispatchEvent(new Event('error')));
      return element;
    } as unknown as typeof Audio;
    const ringing = phone.devices.test('ringer');
    await Promise.resolve();
    window.Audio = Audio;
    expect(phone.state.problem).to.include({ kind: 'bad-attribute', attribute: 'ringtone' });
    phone.devices.stopTest();
    await ringing;
  });

  it('have separate outputs for ringer and speaker, each changed at once', async () => {
    const speakers = ['room', 'toneMeter'].map((id) => ({ kind: 'audiooutput', deviceId: id, label: id, groupId: id }));
    plugged = [DESK, ...speakers];
    const sinks: string[] = [];
    const { setSinkId } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.setSinkId = (id) => {
      sinks.push(id);
      return Promise.resolve();
    };
    try {
      const phone = await made();
      expect(phone.state.devices.canChooseSpeaker).to.equal(true);
      await phone.devices.choose('speaker', 'toneMeter');
      await phone.devices.choose('ringer', 'room');
      expect(phone.state.devices.chosen).to.deep.equal({ speaker: 'toneMeter', ringer: 'room' });
      const ringing = phone.devices.test('ringer');
      expect(sinks).to.deep.equal(['room']);
      await phone.devices.choose('ringer', 'toneMeter');
      expect(sinks).to.deep.equal(['room', 'toneMeter']);
      phone.devices.stopTest();
      await ringing;
      await phone.devices.choose('speaker', 'room');
      const talking = phone.devices.test('speaker');
      expect(sinks).to.deep.equal(['room', 'toneMeter', 'room']);
      phone.devices.stopTest();
      await talking;
    } finally {
      HTMLMediaElement.prototype.setSinkId = setSinkId;
    }
  });

  describe('of a list in ringOutput', () => {
    let fake: FakeOutputs;

    beforeEach(() => {
      fake = new FakeOutputs('id-3');
      const outputs = ['default', 'Room', 'Ear', 'Broken'].map((label, index) => ({
        ...{ kind: 'audiooutput', label, groupId: label },
        deviceId: index === 0 ? label : `id-${index}`,
      }));
      plugged = [DESK, ...outputs];
    });
    afterEach(() => fake.restore());

    it('ring all at once, with the volume of the ringer, without one that the browser refuses', async () => {
      const clock = new VirtualClock();
      const phone = await made({ clock, ringOutput: ['room', 'id-2', 'Broken', 'not connected'] });
      await waitUntil(() => phone.state.devices.chosen.ringer === 'id-1', 'the first one is the ringer', WITHIN);
      const ringing = phone.devices.test('ringer');
      await waitUntil(() => fake.playing.length >= 2, 'two play', WITHIN);
      phone.devices.setVolume('ringer', 0.25);
      await waitUntil(() => fake.elements.every(({ volume }) => volume === 0.25), 'both have the volume', WITHIN);
      expect(fake.playing, 'the default does not ring in place of the refused one').to.have.members(['id-1', 'id-2']);
      phone.devices.stopTest();
      await ringing;
      expect(fake.playing).to.be.empty;
    });

    it('leave the choice of the user as it is, where only further ones change', async () => {
      const phone = await made({ ringOutput: ['room', 'id-2'] });
      await waitUntil(() => phone.state.devices.chosen.ringer === 'id-1', 'the first one is the ringer', WITHIN);
      await phone.devices.choose('ringer', 'id-2');
      phone.configure({ ...phone.configuration, ringOutput: ['room', 'Broken'] });
      await phone.devices.refresh();
      expect(phone.state.devices.chosen).to.deep.equal({ ringer: 'id-2' });
    });

    it('must be texts, which the problem says', async () => {
      const phone = await made({ ringOutput: ['room', 5 as unknown as string] });
      expect(phone.state.problem).to.include({ kind: 'bad-attribute', attribute: 'ring-output' });
      expect(phone.state.problem?.detail).to.include('or a list');
    });
  });

  it('that are unplugged are reported once with the replacement, and again when they are back', async () => {
    const phone = await made();
    await phone.devices.choose('microphone', 'headset');
    unplug(HEADSET);
    await waitUntil(() => notice(phone)?.kind === 'lost', 'never told', WITHIN);
    expect(notice(phone)).to.deep.equal({ kind: 'lost', use: 'microphone', lost: 'headset', now: 'desk' });
    phone.devices.dismissNotice();
    expect(notice(phone)).to.equal(undefined);
    plugged = [DESK, HEADSET];
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await waitUntil(() => notice(phone)?.kind === 'back', 'never told', WITHIN);
    expect(notice(phone)).to.deep.equal({ kind: 'back', use: 'microphone', now: 'headset' });
  });

  it('of one headset are reported once, as the microphone', async () => {
    const outputs = ['headset', 'room'].map((id) => ({ kind: 'audiooutput', deviceId: id, label: id, groupId: 'g2' }));
    plugged = [DESK, HEADSET, ...outputs];
    const phone = await made();
    const emitted: (string | undefined)[] = [];
    phone.subscribe(({ devices }) => emitted.push(devices.notice?.use));
    for (const use of ['microphone', 'speaker', 'ringer'] as const) await phone.devices.choose(use, 'headset');
    unplug(HEADSET, outputs[0]!);
    await waitUntil(() => phone.state.devices.speakers.length === 1, 'never listed', WITHIN);
    expect(new Set(emitted)).to.deep.equal(new Set([undefined, 'microphone']));
    expect(notice(phone)).to.deep.equal({ kind: 'lost', use: 'microphone', lost: 'headset', now: 'desk' });
  });

  it('that are unplugged during use are reported with the device that the browser has opened instead', async () => {
    const phone = await made();
    await phone.devices.choose('microphone', 'headset');
    const meter = await phone.devices.meter();
    microphones.unplug('headset');
    // The first device of the list is not the one that the browser has opened.
    plugged = [{ ...DESK, deviceId: 'other', label: 'other' }, DESK];
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await waitUntil(() => notice(phone)?.kind === 'lost', 'never told', WITHIN);
    await waitUntil(() => phone.state.devices.microphones[0]?.label === 'other', 'never listed', WITHIN);
    expect(notice(phone)).to.deep.equal({ kind: 'lost', use: 'microphone', lost: 'headset', now: 'desk' });
    meter.close();
  });

  describe('without a choice', () => {
    /** The devices that are open; clones of their tracks have no name here. */
    const open = (): string[] =>
      microphones.given.filter(({ readyState }) => readyState === 'live').map(({ label }) => label);
    const standard = (device: typeof DESK): typeof DESK => ({
      ...device,
      deviceId: 'default',
      label: `Default - ${device.label}`,
    });
    const becomesDefault = async (phone: Phone, device: typeof DESK): Promise<void> => {
      microphones.makeDefault(device.label);
      plugged = [standard(device), DESK, HEADSET];
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      const { label } = standard(device);
      await waitUntil(() => phone.state.devices.microphones[0]?.label === label, 'never listed', WITHIN);
    };

    it('are the default of the system, also of one that changes during use (Media Capture and Streams §9.2)', async () => {
      plugged = [standard(DESK), DESK, HEADSET];
      const phone = await made();
      const meter = await phone.devices.meter();
      expect(open()).to.deep.equal(['desk']);
      await becomesDefault(phone, HEADSET);
      await waitUntil(() => open().join() === 'headset', 'never followed', WITHIN);
      expect(notice(phone)).to.equal(undefined);
      meter.close();
    });

    it('stay open where the user has chosen one, or the list names no default', async () => {
      plugged = [standard(DESK), DESK, HEADSET];
      const phone = await made();
      await phone.devices.choose('microphone', 'desk');
      const meter = await phone.devices.meter();
      await becomesDefault(phone, HEADSET);
      expect(open()).to.deep.equal(['desk']);
      await phone.devices.choose('microphone', undefined);
      await waitUntil(() => open().join() === 'headset', 'not chosen', WITHIN);
      const asked = microphones.questions.length;
      plugged = [DESK, HEADSET];
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      await waitUntil(() => phone.state.devices.microphones.length === 2, 'never listed', WITHIN);
      expect(microphones.questions).to.have.length(asked);
      meter.close();
    });
  });

  it('that are unplugged during use are reported without a replacement when there is none', async () => {
    plugged = [DESK];
    microphones.unplug('headset');
    const phone = await made();
    const meter = await phone.devices.meter();
    await waitUntil(() => meter.level() > 0.05, 'hears nothing', WITHIN);
    microphones.unplug('desk');
    unplug(DESK);
    await waitUntil(() => notice(phone) !== undefined, 'never told', WITHIN);
    expect(notice(phone)).to.deep.equal({ kind: 'lost', use: 'microphone', lost: 'desk' });
    expect(meter.level()).to.equal(0);
    microphones.plug('headset', 1000);
    plugged = [HEADSET];
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await waitUntil(() => meter.level() > 0.05, 'never opened again', WITHIN);
    expect(notice(phone)).to.deep.equal({ kind: 'back', use: 'microphone', now: 'headset' });
    meter.close();
    expect(microphones.given.every((track) => track.readyState === 'ended')).to.equal(true);
  });

  it('that are plugged in after the call that lost its microphone open nothing', async () => {
    plugged = [DESK];
    microphones.unplug('headset');
    const phone = await made();
    const meter = await phone.devices.meter();
    microphones.unplug('desk');
    unplug(DESK);
    await waitUntil(() => notice(phone) !== undefined, 'never told', WITHIN);
    meter.close();
    const { length } = microphones.questions;
    microphones.plug('headset', 1000);
    plugged = [HEADSET];
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await waitUntil(() => phone.state.devices.microphones.length > 0, 'never listed', WITHIN);
    expect(microphones.questions).to.have.length(length);
  });

  it('that cannot be opened at once when they are plugged in are opened at the next change', async () => {
    plugged = [DESK];
    microphones.unplug('headset');
    const phone = await made();
    const meter = await phone.devices.meter();
    microphones.unplug('desk');
    unplug(DESK);
    await waitUntil(() => notice(phone) !== undefined, 'never told', WITHIN);
    microphones.plug('headset', 1000);
    microphones.refusal = 'NotReadableError';
    const { length } = microphones.questions;
    plugged = [HEADSET];
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await waitUntil(() => microphones.questions.length > length, 'never requested', WITHIN);
    await waitUntil(() => phone.state.microphone === 'in-use', 'never refused', WITHIN);
    microphones.refusal = undefined;
    plugged = [HEADSET, { ...HEADSET, kind: 'audiooutput' }];
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await waitUntil(() => meter.level() > 0.05, 'never opened again', WITHIN);
    meter.close();
  });

  it('that were unplugged before the code of their notices was loaded are opened again', async () => {
    plugged = [DESK];
    microphones.unplug('headset');
    const [microphone, speaker, ringer] = [new Microphone(), new Speaker(), new Speaker()];
    const lease = await microphone.acquire();
    const isLost = new Promise((resolve) => microphone.on('fallback', resolve));
    microphones.unplug('desk');
    await isLost;
    const list = new DeviceList();
    const changes = new DeviceChanges(list, { microphone, speaker, ringer }, systemClock, () => undefined);
    microphones.plug('headset', 1000);
    plugged = [HEADSET];
    await list.refresh();
    await waitUntil(() => microphone.open, 'never opened again', WITHIN);
    lease.release();
    expect(microphone.open, 'closed with its last lease').to.equal(false);
    changes.dismiss();
    list.close();
  });

  it('have the volumes and the microphone that another tab of the site sets (HTML §12.2.1, storage event)', async () => {
    const phone = await made();
    const set = (key: string, newValue: string): void => {
      localStorage.setItem(key, newValue);
      window.dispatchEvent(new StorageEvent('storage', { key, newValue, storageArea: localStorage }));
    };
    set('sip-elements:sound', '{"volume":{"ringer":0.2,"speaker":0.5},"processing":{"autoGainControl":false}}');
    expect(phone.state.devices.volume).to.deep.equal({ speaker: 0.5, ringer: 0.2 });
    expect(phone.state.devices.processing.autoGainControl).to.equal(false);
    const { label, deviceId, groupId } = HEADSET;
    set('sip-elements:devices', JSON.stringify({ microphone: { label, deviceId, groupId } }));
    await waitUntil(() => phone.state.devices.chosen.microphone === 'headset', 'it is not chosen', WITHIN);
    await phone.requestMicrophone();
    expect(microphones.given.at(-1)!.label).to.equal('headset');
  });

  it('have stored volumes, and refuse an invalid one', async () => {
    const phone = await made();
    phone.devices.setVolume('ringer', 0.3);
    phone.devices.setVolume('speaker', 7);
    expect(phone.state.devices.volume).to.deep.equal({ speaker: 1, ringer: 0.3 });
    expect(() => phone.devices.setVolume('ringer', Number.NaN)).to.throw(PhoneError);
    expect((await made()).state.devices.volume).to.deep.equal({ speaker: 1, ringer: 0.3 });
    phone.devices.setRinger('low');
    expect((await made()).state.devices.ringer).to.equal('low');
    expect(() => phone.devices.setRinger('loud' as 'low')).to.throw(PhoneError);
    phone.devices.setRinger(undefined);
    expect((await made()).state.devices.ringer).to.be.undefined;
    localStorage.setItem('sip-elements:sound', '{"volume":{"ringer":"loud","speaker":9},"processing":null}');
    expect((await made()).state.devices.volume).to.deep.equal({ speaker: 1, ringer: 1 });
  });

  it('use the audio processing that the user chose, and restore it when the change fails', async () => {
    const phone = await made();
    await phone.devices.setProcessing({ noiseSuppression: false });
    await phone.requestMicrophone();
    expect(microphones.questions.at(-1)).to.include({ noiseSuppression: false, echoCancellation: true });
    const next = await made();
    expect(next.state.devices.processing.noiseSuppression).to.equal(false);
    await next.requestMicrophone();
    expect(microphones.questions.at(-1)).to.include({ noiseSuppression: false });
    const meter = await phone.devices.meter();
    microphones.refusal = 'NotReadableError';
    expect((await failureOf(phone.devices.setProcessing({ echoCancellation: false }))).kind).to.equal(
      'microphone-missing',
    );
    expect(phone.state.devices.processing.echoCancellation).to.equal(true);
    microphones.refusal = undefined;
    meter.close();
    await phone.requestMicrophone();
    expect(microphones.questions.at(-1)).to.include({ echoCancellation: true });
  });

  // Media Capture and Streams §4.3.8: echoCancellation, noiseSuppression, autoGainControl.
  it('use the audio processing of the options, also of an open microphone, and store the choice of the user alone', async () => {
    const phone = await made({ echoCancellation: false });
    await phone.requestMicrophone();
    expect(microphones.questions.at(-1)).to.include({ echoCancellation: false, autoGainControl: true });
    const meter = await phone.devices.meter();
    phone.configure({ ...phone.configuration, autoGainControl: false });
    await waitUntil(() => microphones.questions.at(-1)?.autoGainControl === false, 'not reopened', WITHIN);
    await phone.devices.setProcessing({ noiseSuppression: false });
    expect(phone.state.devices.processing).to.deep.equal({
      ...{ echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
    expect((await made()).state.devices.processing).to.deep.equal({
      ...{ echoCancellation: true, noiseSuppression: false, autoGainControl: true },
    });
    phone.configure({ ...phone.configuration, echoCancellation: undefined });
    await waitUntil(() => microphones.questions.at(-1)?.echoCancellation === true, 'not reopened', WITHIN);
    expect(phone.state.devices.processing.autoGainControl, 'its option has not changed').to.equal(false);
    meter.close();
  });

  it('are tested by a sound, one at a time, which can be stopped', async () => {
    const clock = new VirtualClock();
    const phone = await made({ clock });
    const first = phone.devices.test('speaker');
    expect(phone.state.devices.test).to.deep.equal({ kind: 'speaker', status: 'playing' });
    const second = phone.devices.test('ringer');
    await first;
    expect(phone.state.devices.test).to.deep.equal({ kind: 'ringer', status: 'playing' });
    phone.devices.stopTest();
    await second;
    expect(phone.state.devices.test).to.equal(undefined);
    const third = phone.devices.test('speaker');
    await clock.advance(1200);
    await third;
    expect(phone.state.devices.test).to.equal(undefined);
  });

  it('test the microphone: record, play, then close it', async () => {
    const phone = await made();
    const seen: unknown[] = [];
    phone.subscribe(({ devices }) => {
      const status = devices.test?.status;
      if (status !== seen.at(-1)) seen.push(status);
    });
    await phone.devices.test('microphone');
    expect(seen).to.deep.equal(['recording', 'playing', undefined]);
    expect(microphones.given.every((track) => track.readyState === 'ended')).to.equal(true);
  });

  it('without permission fail a test with the reason', async () => {
    const phone = await made();
    microphones.refusal = 'NotAllowedError';
    expect((await failureOf(phone.devices.test('microphone'))).kind).to.equal('microphone-denied');
    expect((await failureOf(phone.devices.meter())).kind).to.equal('microphone-denied');
    expect(phone.state.devices.test).to.equal(undefined);
  });
});
