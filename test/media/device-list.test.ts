/** The list of devices changes; the choice of the user is kept. */
import { expect } from '@open-wc/testing';
import {
  DeviceList,
  findAgain,
  Microphone,
  Speaker,
  storageMemory,
  type Device,
  type Playback,
} from '../../src/media/index.js';
import { VirtualClock } from '../support/virtual-clock.js';
import { FakeMicrophones } from './support/devices.js';
import { closeAll, toneMeter, exchange, opens, party, partyWith } from './support/parties.js';

const DESK: Device = { deviceId: 'desk', label: 'desk', groupId: 'g1' };
const HEADSET: Device = { deviceId: 'headset', label: 'headset', groupId: 'g2' };

describe('a chosen device', () => {
  it('is found again by id, then by label and group, then by label', () => {
    const moved = { ...HEADSET, deviceId: 'new' };
    const elsewhere = { ...HEADSET, deviceId: 'other', groupId: 'g9' };
    expect(findAgain(HEADSET, [moved, HEADSET])).to.equal(HEADSET);
    expect(findAgain(HEADSET, [elsewhere, moved])).to.equal(moved);
    expect(findAgain(HEADSET, [DESK, elsewhere])).to.equal(elsewhere);
    expect(findAgain(HEADSET, [DESK])).to.be.undefined;
    expect(findAgain({ ...HEADSET, label: '' }, [{ ...DESK, label: '' }]), 'no name is no likeness').to.be.undefined;
  });

  it('is stored, and malformed stored data is ignored', () => {
    const memory = storageMemory(sessionStorage, 'devices');
    memory.write({ microphone: HEADSET });
    expect(memory.read()).to.deep.equal({ microphone: HEADSET });
    for (const bad of ['{', 'null', '[]', '{"microphone":5}', '{"microphone":{"deviceId":{}}}', '{"x":{}}']) {
      sessionStorage.setItem('devices', bad);
      expect(memory.read()).to.deep.equal({});
    }
    sessionStorage.removeItem('devices');
  });
});

describe('the list of devices', () => {
  let fakes: FakeMicrophones;
  let plugged: Device[];
  const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
  beforeEach(() => {
    fakes = new FakeMicrophones({ desk: 440, headset: 1000 });
    plugged = [DESK, HEADSET];
    navigator.mediaDevices.enumerateDevices = () =>
      Promise.resolve(plugged.map((device) => ({ ...device, kind: 'audioinput' }) as MediaDeviceInfo));
  });
  afterEach(() => {
    closeAll();
    fakes.restore();
    navigator.mediaDevices.enumerateDevices = real;
  });

  const changed = (): void => void navigator.mediaDevices.dispatchEvent(new Event('devicechange'));

  it('is read once after several changes within 300 ms', async () => {
    const clock = new VirtualClock();
    const list = opens(new DeviceList({ clock }));
    await list.refresh();
    const seen: number[] = [];
    list.on('change', ({ microphone }) => seen.push(microphone.length));
    plugged = [DESK];
    changed();
    await clock.advance(200);
    changed();
    await clock.advance(299);
    expect(seen).to.be.empty;
    await clock.advance(1);
    expect(seen).to.deep.equal([1]);
  });

  it('has the newest state, also when an older reading ends later', async () => {
    const list = opens(new DeviceList());
    let give = (): void => undefined;
    const slow = new Promise<void>((resolve) => (give = resolve));
    const read = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    navigator.mediaDevices.enumerateDevices = async () => {
      navigator.mediaDevices.enumerateDevices = read;
      const before = await read();
      await slow;
      return before;
    };
    const older = list.refresh();
    plugged = [DESK];
    const newer = list.refresh();
    give();
    await Promise.all([older, newer]);
    expect(list.lists.microphone).to.deep.equal([DESK]);
  });

  it('selects nothing after close()', async () => {
    const microphone = opens(new Microphone());
    const memory = { read: () => ({ microphone: HEADSET }), write: () => undefined };
    const list = opens(new DeviceList({ users: { microphone }, memory }));
    const reading = list.refresh();
    list.close();
    await reading;
    expect(microphone.deviceId).to.be.undefined;
  });

  it('switches a call to the chosen device, and stores the choice', async () => {
    const microphone = opens(new Microphone());
    const memory = storageMemory(sessionStorage, 'devices');
    const list = opens(new DeviceList({ users: { microphone }, memory }));
    const bob = party(700);
    await exchange(partyWith(microphone), bob);
    await toneMeter(bob).hears(440);
    await list.choose('microphone', HEADSET);
    await toneMeter(bob).hears(1000);
    expect(memory.read()).to.deep.equal({ microphone: HEADSET });
    await list.choose('microphone', undefined);
    await toneMeter(bob).hears(440);
    expect(memory.read()).to.deep.equal({});
    sessionStorage.removeItem('devices');
  });

  it('reports a chosen device as lost and selects it again when it is plugged in', async () => {
    const clock = new VirtualClock();
    const microphone = opens(new Microphone());
    const list = opens(new DeviceList({ users: { microphone }, clock }));
    const events: string[] = [];
    list.on('lost', (use, { label }) => events.push(`lost ${use} ${label}`));
    list.on('back', (use, { label }) => events.push(`back ${use} ${label}`));
    await list.refresh();
    await list.choose('microphone', HEADSET);
    const bob = party(700);
    await exchange(partyWith(microphone), bob);
    await toneMeter(bob).hears(1000);
    fakes.unplug('headset');
    plugged = [DESK];
    changed();
    await clock.advance(300);
    await toneMeter(bob).hears(440);
    fakes.plug('headset', 1000);
    plugged = [DESK, { ...HEADSET, deviceId: 'headset' }];
    changed();
    await clock.advance(300);
    await toneMeter(bob).hears(1000);
    expect(events).to.deep.equal(['lost microphone headset', 'back microphone headset']);
  });

  it('is not back by the choice of another tab, which was never lost', async () => {
    const clock = new VirtualClock();
    const microphone = opens(new Microphone());
    const memory = storageMemory(sessionStorage, 'devices');
    const list = opens(new DeviceList({ users: { microphone }, memory, clock }));
    const events: string[] = [];
    list.on('lost', (use, { label }) => events.push(`lost ${use} ${label}`));
    list.on('back', (use, { label }) => events.push(`back ${use} ${label}`));
    await list.choose('microphone', HEADSET);
    plugged = [DESK];
    await list.refresh();
    memory.write({ microphone: DESK });
    await list.recall();
    await list.refresh();
    expect(events).to.deep.equal(['lost microphone headset']);
    sessionStorage.removeItem('devices');
  });

  it('starts with the stored choice', async () => {
    const microphone = opens(new Microphone());
    const list = opens(
      new DeviceList({
        users: { microphone },
        memory: { read: () => ({ microphone: HEADSET }), write: () => undefined },
      }),
    );
    await list.refresh();
    expect(microphone.deviceId).to.equal('headset');
  });
});

describe('the speaker', () => {
  afterEach(closeAll);

  it('uses the default when the chosen output is missing, and emits fallback', async () => {
    const speaker = opens(new Speaker({ deviceId: 'gone' }));
    const emitted = new Promise((resolve) => speaker.on('fallback', resolve));
    speaker.play(new MediaStream());
    expect(await emitted).to.equal('gone');
    expect(speaker.deviceId).to.be.undefined;
  });

  it('moves present and later playback to another output', async () => {
    const real = HTMLMediaElement.prototype.setSinkId;
    // The outputs of a machine without audio cannot be opened, so setSinkId() is replaced.
    const asked: string[] = [];
    HTMLMediaElement.prototype.setSinkId = (id) => Promise.resolve(void asked.push(id));
    try {
      const speaker = opens(new Speaker());
      speaker.play(new MediaStream());
      await speaker.select('headset');
      speaker.play(new MediaStream());
      expect(asked).to.deep.equal(['headset', 'headset']);
      expect(speaker.deviceId).to.equal('headset');
    } finally {
      HTMLMediaElement.prototype.setSinkId = real;
    }
  });

  it('plays nothing before the chosen output is set', async () => {
    const real = { setSinkId: HTMLMediaElement.prototype.setSinkId, play: HTMLMediaElement.prototype.play };
    const done: string[] = [];
    let give = (): void => undefined;
    HTMLMediaElement.prototype.setSinkId = () => new Promise((resolve) => (give = resolve));
    const played = new Promise<void>((resolve) => {
      HTMLMediaElement.prototype.play = () => Promise.resolve(void done.push('played')).then(resolve);
    });
    try {
      const speaker = opens(new Speaker({ deviceId: 'headset' }));
      speaker.play(new MediaStream());
      await new Promise((resolve) => requestAnimationFrame(resolve));
      done.push('moved');
      give();
      await played;
      expect(done).to.deep.equal(['moved', 'played']);
    } finally {
      Object.assign(HTMLMediaElement.prototype, real);
    }
  });

  it('plays on after the browser has paused it, as it does with a page that it freezes, and not after its end (Page Lifecycle)', async () => {
    const real = HTMLMediaElement.prototype.play;
    const played: HTMLMediaElement[] = [];
    let emitted = (): void => undefined;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      played.push(this);
      return Promise.resolve(emitted());
    };
    const next = (): Promise<void> => new Promise((resolve) => (emitted = resolve));
    try {
      const speaker = opens(new Speaker());
      const started = next();
      const playback = speaker.play(new MediaStream());
      await started;
      const again = next();
      document.dispatchEvent(new Event('resume'));
      await again;
      expect(played).to.have.length(2);
      playback.stop();
      document.dispatchEvent(new Event('resume'));
      expect(played).to.have.length(2);
    } finally {
      HTMLMediaElement.prototype.play = real;
    }
  });

  it('plays a stream with the element of one that has ended, whose stop() has no further effect', async () => {
    const { play } = HTMLMediaElement.prototype;
    const context = new AudioContext();
    const elements: HTMLMediaElement[] = [];
    let started = (): void => undefined;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      elements.push(this);
      return play.call(this).then(() => started());
    };
    try {
      const speaker = opens(new Speaker());
      const plays = async (): Promise<Playback> => {
        const playing = new Promise<void>((resolve) => (started = resolve));
        const playback = speaker.play(context.createMediaStreamDestination().stream);
        await playing;
        return playback;
      };
      const first = await plays();
      const beside = await plays();
      first.stop();
      await plays();
      first.stop();
      expect(elements.map((element) => elements.indexOf(element))).to.deep.equal([0, 1, 0]);
      expect(elements.map(({ paused }) => paused)).to.deep.equal([false, false, false]);
      beside.stop();
      expect(elements[1]!.srcObject).to.equal(null);
    } finally {
      HTMLMediaElement.prototype.play = play;
      await context.close();
    }
  });

  it('limits its volume to 0 to 1', () => {
    const speaker = opens(new Speaker({ volume: 3 }));
    expect(speaker.volume).to.equal(1);
    speaker.volume = Number.NaN;
    expect(speaker.volume).to.equal(1);
    speaker.volume = 0.25;
    expect(speaker.volume).to.equal(0.25);
  });
});
