/** Several outputs ring (option `ringOutput`): each plays what the ringer plays, as long as the ringer does, and no device twice. */

import { expect, waitUntil } from '@open-wc/testing';
import { DeviceList, Speaker, Tones } from '../../../src/media/index.js';
import { ringAtAll } from '../../../src/phone/audio/further-outputs.js';
import { suppliedMediaCode } from '../../../src/phone/audio/media-slot.js';
import { Phone } from '../../../src/phone/index.js';
import { FakeOutputs } from '../../media/support/devices.js';

const WITHIN = { timeout: 30_000 };

const output = (deviceId: string, groupId = deviceId, label = deviceId): object => ({
  ...{ kind: 'audiooutput', deviceId, groupId, label },
});

/** The address of a second of silence, a WAV file of 8 bits and 8 kHz. */
function silence(): string {
  const header = 'UklGRmQfAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YUAfAAA=';
  const bytes = Uint8Array.from(atob(header), (letter) => letter.charCodeAt(0));
  return URL.createObjectURL(new Blob([bytes, new Uint8Array(8000).fill(128)], { type: 'audio/wav' }));
}

describe('Further outputs of the ringer', () => {
  const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
  let fake: FakeOutputs;
  let ringer: Speaker;
  let list: DeviceList;

  beforeEach(() => {
    fake = new FakeOutputs('refused');
    ringer = new Speaker();
    list = new DeviceList({ users: { ringer } });
  });
  afterEach(() => {
    ringer.close();
    list.close();
    fake.restore();
    navigator.mediaDevices.enumerateDevices = real;
  });

  async function connect(...devices: object[]): Promise<void> {
    navigator.mediaDevices.enumerateDevices = () => Promise.resolve(devices as MediaDeviceInfo[]);
    await list.refresh();
  }

  const plays = (...ids: string[]): Promise<void> =>
    waitUntil(() => [...fake.playing].sort().join() === ids.sort().join(), `never at ${ids.join()} alone`, WITHIN);

  it('end with a file that the ringer cannot play, and play what it plays instead', async () => {
    await connect(output('a'), output('b'));
    await ringer.select('a');
    ringAtAll(ringer, list, () => ['a', 'b']);
    const tones = new Tones({ ringer });
    const url = silence();
    const ringing = tones.ring(url);
    await plays('a', 'b');
    const files = fake.elements;
    files.find(({ sinkId }) => sinkId === 'a')!.dispatchEvent(new Event('error'));
    expect(files.every(({ paused }) => paused)).to.equal(true);
    await plays('a', 'b');
    ringing.stop();
    expect(fake.playing).to.be.empty;
    tones.close();
    URL.revokeObjectURL(url);
  });

  it('end with the ringer', async () => {
    await connect(output('a'), output('b'));
    ringAtAll(ringer, list, () => ['a', 'b']);
    ringer.play(new MediaStream());
    await plays('', 'b');
    ringer.close();
    expect(fake.playing).to.be.empty;
  });

  // HTML §4.8.11.8: without a user gesture play() rejects with NotAllowedError.
  it('start in the user gesture that starts the ringer', async () => {
    fake.locked = true;
    await connect(output('a'), output('b'));
    ringAtAll(ringer, list, () => ['a', 'b']);
    const isLocked = new Promise((resolve) => ringer.on('locked', resolve));
    ringer.play(new MediaStream());
    expect(await isLocked).to.equal(true);
    fake.locked = false;
    void ringer.unlock();
    expect([...fake.playing].sort(), 'in the task of the gesture').to.deep.equal(['', 'b']);
  });

  it('ring also where the ringer has begun before their code was loaded, or they are connected later', async () => {
    await connect(output('a'));
    ringer.play(new MediaStream());
    await plays('');
    ringAtAll(ringer, list, () => ['a', 'b', 'c']);
    await connect(output('a'), output('b'));
    await plays('', 'b');
    await connect(output('a'), output('b'), output('c'));
    await plays('', 'b', 'c');
    await connect(output('a'), output('c'));
    await plays('', 'c');
  });

  it('are not the device that the ringer uses, which may be the default under its own id', async () => {
    const room = output('room');
    const standard = output('default', 'headset', 'Default - Headset');
    const headset = output('id-1', 'headset', 'Headset');
    // Another output of the same group, as of a sound card.
    const line = output('id-2', 'headset', 'Line out');
    await connect(standard, room, headset, line);
    await list.choose('ringer', { deviceId: 'room', groupId: 'room', label: 'room' });
    ringAtAll(ringer, list, () => ['room', 'Headset', 'default', 'Line out']);
    ringer.play(new MediaStream());
    await plays('room', 'id-1', 'id-2');
    await connect(standard, headset, line);
    await plays('', 'id-2');
    await ringer.select('id-1');
    await plays('id-1', 'id-2');
    await ringer.select('id-2');
    await plays('id-2', 'id-1');
    await ringer.select('refused');
    await plays('', 'id-2');
  });

  it('are known when they are needed: the phone does not wait for idle time to load their code', async () => {
    expect(suppliedMediaCode()).to.equal(undefined);
    const phone = new Phone({ sounds: false, ringOutput: ['a', 'b'] });
    await waitUntil(() => suppliedMediaCode() !== undefined, 'never loaded', WITHIN);
    await phone.dispose();
  });
});
