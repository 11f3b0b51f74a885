/** The microphone: one permission request and one open device for all its users. */
import { expect } from '@open-wc/testing';
import { Microphone, MicrophoneError, type MicrophoneState } from '../../src/media/index.js';
import { closeAll, toneMeter, exchange, opens, party, partyWith } from './support/parties.js';
import { FakeMicrophones } from './support/devices.js';
import { until } from './support/audio.js';
import { VirtualClock } from '../support/virtual-clock.js';

const DESK = 440;
const HEADSET = 1000;

async function refusalOf(microphone: Microphone): Promise<MicrophoneError> {
  const error = await microphone.acquire().catch((reason: unknown) => reason);
  expect(error).to.be.instanceOf(MicrophoneError);
  return error as MicrophoneError;
}

/** Shows a document in a frame, which `adapt` gets before, until it has sent a message. */
async function answerOf(html: string, adapt: (frame: HTMLIFrameElement) => void = () => {}): Promise<string> {
  const frame = document.createElement('iframe');
  frame.allow = 'microphone';
  adapt(frame);
  frame.srcdoc = html;
  const answer = new Promise<string>((resolve) => {
    window.addEventListener('message', ({ data }) => resolve(String(data)), { once: true });
  });
  document.body.append(frame);
  try {
    return await answer;
  } finally {
    frame.remove();
  }
}

describe('the microphone, with the device of the browser', () => {
  afterEach(closeAll);

  it('is opened for the first lease and closed with the last, so that the recording indicator disappears', async () => {
    const microphone = opens(new Microphone());
    const [first, second] = await Promise.all([microphone.acquire(), microphone.acquire()]);
    expect(microphone.open).to.be.true;
    expect(microphone.state).to.equal('granted');
    expect(first.track).to.not.equal(second.track);
    first.release();
    expect(microphone.open).to.be.true;
    expect(second.track!.readyState).to.equal('live');
    const { track } = second;
    second.release();
    second.release();
    expect(microphone.open).to.be.false;
    expect(track!.readyState).to.equal('ended');
  });

  it('reports its permission without a request', async () => {
    const microphone = opens(new Microphone());
    const { state } = await navigator.permissions.query({ name: 'microphone' as PermissionName });
    expect(await microphone.check()).to.equal({ granted: 'granted', denied: 'denied', prompt: 'unknown' }[state]);
    expect(microphone.open).to.be.false;
  });

  it('distinguishes a frame without permission from a denial by the user (Permissions Policy §9)', async () => {
    const answer = await answerOf(
      `<script type="module">
      import { Microphone } from '/src/media/index.ts';
      const microphone = new Microphone();
      const before = await microphone.check();
      microphone.acquire().catch((error) => parent.postMessage(before + ' ' + error.reason + ' ' + microphone.state, '*'));
    </script>`,
      (frame) => (frame.allow = "microphone 'none'"),
    );
    // Firefox does not let a page read its policy; there the error is that of a denial.
    const reason = 'featurePolicy' in document || 'permissionsPolicy' in document ? 'blocked-by-frame' : 'denied';
    expect(answer).to.equal(`${reason} ${reason} ${reason}`);
  });

  it('names the sandbox of a frame without an origin, to which browsers give no device (HTML §7.1.1, opaque origin)', async () => {
    const sandboxed = await answerOf(
      `<script>navigator.mediaDevices.getUserMedia({ audio: true }).catch(({ name }) => name)
        .then((name) => parent.postMessage([origin, name].join(' '), '*'));</script>`,
      (frame) => frame.sandbox.add('allow-scripts'),
    );
    expect(sandboxed).to.be.oneOf(['null SecurityError', 'null NotAllowedError']);
    // That frame cannot import modules of the test server: this one has its origin and its error.
    const [origin, name] = sandboxed.split(' ');
    const reason = await answerOf(`<script type="module">
      import { Microphone } from '/src/media/index.ts';
      Object.defineProperty(globalThis, 'origin', { value: '${origin}' });
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Refused', '${name}'));
      const microphone = new Microphone();
      const before = await microphone.check();
      microphone.acquire().catch((error) => parent.postMessage(before + ' ' + error.reason + ' ' + microphone.state, '*'));
    </script>`);
    // Not granted, as its permission says: a call waits for the request, and fails with its reason.
    expect(reason).to.equal('unknown blocked-by-sandbox blocked-by-sandbox');
  });
});

describe('the microphone', () => {
  let devices: FakeMicrophones;
  beforeEach(() => {
    devices = new FakeMicrophones({ desk: DESK, headset: HEADSET });
  });
  afterEach(() => {
    closeAll();
    devices.restore();
  });

  it('does not observe its permission when it was closed while that was read', async () => {
    const { permissions } = navigator;
    const query = permissions.query.bind(permissions);
    const found: PermissionStatus[] = [];
    permissions.query = async (descriptor) => {
      found.push(await query(descriptor));
      return found[0]!;
    };
    try {
      const microphone = new Microphone();
      const checked = microphone.check();
      microphone.close();
      await checked;
      expect(found.map(({ onchange }) => onchange)).to.deep.equal([null]);
    } finally {
      Reflect.deleteProperty(permissions, 'query');
    }
  });

  it('sends one request for all waiting leases', async () => {
    const microphone = opens(new Microphone());
    const states: MicrophoneState[] = [];
    microphone.on('state', (state) => states.push(state));
    await Promise.all([microphone.acquire(), microphone.acquire(), microphone.acquire()]);
    expect(devices.questions).to.have.length(1);
    expect(states).to.deep.equal(['asking', 'granted']);
  });

  it('has echo cancellation, noise suppression and gain control, which can be switched off separately', async () => {
    const microphone = opens(new Microphone({ noiseSuppression: false }));
    await microphone.acquire();
    await microphone.configure({ echoCancellation: false, autoGainControl: false });
    expect(devices.questions).to.deep.equal([
      { echoCancellation: true, noiseSuppression: false, autoGainControl: true },
      { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    ]);
  });

  for (const [name, reason] of [
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'in-use'],
    ['TypeError', 'unknown'],
  ] as const) {
    it(`reports ${name} as ${reason} (Media Capture and Streams §10.2), and is requested again by the next lease`, async () => {
      const microphone = opens(new Microphone());
      devices.refusal = name;
      const error = await refusalOf(microphone);
      expect(error).to.include({ kind: 'media', reason });
      expect(microphone.state).to.equal(reason);
      expect(microphone.open).to.be.false;
      devices.refusal = undefined;
      const lease = await microphone.acquire();
      expect(lease.track!.readyState).to.equal('live');
    });
  }

  describe('that the browser does not return', () => {
    const never = new Promise<void>(() => undefined);

    it('is given up on the abort of its signal; the next lease requests it again, and a late track is stopped (L5)', async () => {
      const microphone = opens(new Microphone());
      let give!: () => void;
      devices.until = new Promise((resolve) => (give = resolve));
      const over = new AbortController();
      const first = microphone.acquire(over.signal);
      over.abort(new Error('hung up'));
      expect(await first.then(() => '', String)).to.equal('Error: hung up');
      expect(microphone.state).to.equal('unknown');
      devices.until = Promise.resolve();
      const lease = await microphone.acquire();
      expect(devices.questions).to.have.length(2);
      give();
      await until(() => devices.given[1], 'the first request is answered late');
      await until(() => (devices.live.length === 2 ? true : undefined), 'its track is stopped');
      lease.release();
      expect(devices.live).to.deep.equal([]);
    });

    it('remains requested while another lease waits', async () => {
      const microphone = opens(new Microphone());
      let give!: () => void;
      devices.until = new Promise((resolve) => (give = resolve));
      const over = new AbortController();
      const first = microphone.acquire(over.signal).then(() => '', String);
      const second = microphone.acquire();
      over.abort(new Error('hung up'));
      expect(await first).to.equal('Error: hung up');
      give();
      expect((await second).track!.readyState).to.equal('live');
      expect(devices.questions).to.have.length(1);
    });

    it('is in-use when its permission is granted and it does not start in time (L5)', async () => {
      const clock = new VirtualClock();
      const microphone = opens(new Microphone({}, { clock, startLimit: 5000 }));
      (await microphone.acquire()).release();
      devices.until = never;
      const refused = refusalOf(microphone);
      await clock.advance(5000);
      expect(await refused).to.include({ kind: 'media', reason: 'in-use' });
      expect(microphone.state).to.equal('in-use');
      devices.until = Promise.resolve();
      expect((await microphone.acquire()).track!.readyState).to.equal('live');
    });
  });

  describe('that the user neither allows nor denies', () => {
    const query = navigator.permissions.query.bind(navigator.permissions);
    beforeEach(() => {
      const prompt = { state: 'prompt', name: 'microphone', onchange: null } as const;
      navigator.permissions.query = () => Promise.resolve(Object.assign(new EventTarget(), prompt));
    });
    afterEach(() => {
      navigator.permissions.query = query;
    });

    it('is given up after 60 s outside a call, and can be requested again (L5)', async () => {
      const clock = new VirtualClock();
      const microphone = opens(new Microphone({}, { clock }));
      await microphone.check();
      let give!: () => void;
      devices.until = new Promise((resolve) => (give = resolve));
      const refused = refusalOf(microphone);
      await clock.advance(59_999);
      expect(microphone.state).to.equal('asking');
      await clock.advance(1);
      expect(await refused).to.include({ kind: 'media', reason: 'denied' });
      expect(microphone.state).to.equal('unknown');
      give();
      await until(() => devices.given[0], 'the prompt is answered late');
      await until(() => (devices.live.length === 0 ? true : undefined), 'its track is stopped');
      expect((await microphone.acquire()).track!.readyState).to.equal('live');
      expect(clock.pending).to.equal(0);
    });

    it('has no time limit but that of the call in a call', async () => {
      const clock = new VirtualClock();
      const microphone = opens(new Microphone({}, { clock }));
      let give!: () => void;
      devices.until = new Promise((resolve) => (give = resolve));
      const waiting = microphone.acquire(new AbortController().signal);
      await clock.advance(3_600_000);
      give();
      expect((await waiting).track!.readyState).to.equal('live');
    });
  });

  it('keeps the present device when the selected one does not start in 10 s (L5)', async () => {
    const clock = new VirtualClock();
    const microphone = opens(new Microphone({}, { clock }));
    const { track } = await microphone.acquire();
    devices.until = new Promise(() => undefined);
    const refused = microphone.select('headset').catch((error: unknown) => error);
    await clock.advance(10_000);
    expect(await refused).to.include({ kind: 'media', reason: 'in-use' });
    expect(microphone.state).to.equal('granted');
    expect(microphone.deviceId).to.equal(undefined);
    expect(track!.readyState).to.equal('live');
  });

  it('closes a device that is returned after close()', async () => {
    const microphone = opens(new Microphone());
    let give = (): void => undefined;
    devices.until = new Promise((resolve) => (give = resolve));
    const waiting = refusalOf(microphone);
    microphone.close();
    give();
    await waiting;
    expect(devices.given.map((track) => track.readyState)).to.deep.equal(['ended']);
    expect(microphone.open).to.be.false;
  });

  it('closes a device that is returned after it was closed and opened again', async () => {
    const microphone = opens(new Microphone());
    let give = (): void => undefined;
    devices.until = new Promise((resolve) => (give = resolve));
    const waiting = refusalOf(microphone);
    microphone.close();
    const again = microphone.acquire();
    give();
    await Promise.all([waiting, again]);
    expect(devices.given.filter(({ readyState }) => readyState === 'live')).to.have.length(1);
    (await again).release();
    expect(devices.given.filter(({ readyState }) => readyState === 'live')).to.be.empty;
  });

  it('uses the device that was selected last, also when an earlier one starts later', async () => {
    const microphone = opens(new Microphone());
    const alice = partyWith(microphone);
    const bob = party(700);
    await exchange(alice, bob);
    await toneMeter(bob).hears(DESK);
    let give = (): void => undefined;
    devices.until = new Promise((resolve) => (give = resolve));
    const slow = microphone.select('desk');
    devices.until = Promise.resolve();
    await microphone.select('headset');
    give();
    await slow;
    await toneMeter(bob).hears(HEADSET);
    const live = devices.given.filter(({ readyState }) => readyState === 'live');
    expect(live.map(({ label }) => label)).to.deep.equal(['headset']);
  });

  for (const first of ['starts', 'fails'] as const)
    it(`uses the device that was selected before one that does not start, when that ${first === 'starts' ? 'starts later' : 'has failed as well: the present one'}`, async () => {
      const microphone = opens(new Microphone());
      await exchange(partyWith(microphone), party(700));
      await until(() => (microphone.open ? true : undefined), 'the microphone is open');
      const before = microphone.label;
      let give = (): void => undefined;
      devices.until = new Promise((resolve) => (give = resolve));
      const selected = microphone.select('headset').catch(() => 'failed');
      devices.until = Promise.resolve();
      devices.refusal = 'NotReadableError';
      await microphone.select('desk').then(
        () => expect.fail('the second one has started'),
        () => undefined,
      );
      if (first === 'starts') devices.refusal = undefined;
      give();
      await selected;
      expect([microphone.label, microphone.deviceId]).to.deep.equal(
        first === 'starts' ? ['headset', 'headset'] : [before, undefined],
      );
      expect(devices.given.filter(({ readyState }) => readyState === 'live')).to.have.length(1);
    });

  it('uses the device that was selected first until the second one has failed', async () => {
    const microphone = opens(new Microphone());
    await exchange(partyWith(microphone), party(700));
    await until(() => (microphone.open ? true : undefined), 'the microphone is open');
    let give = (): void => undefined;
    const first = microphone.select('headset');
    devices.until = new Promise((resolve) => (give = resolve));
    const second = microphone.select('desk').catch(() => 'failed');
    await first;
    devices.refusal = 'NotReadableError';
    give();
    expect(await second).to.equal('failed');
    expect([microphone.label, microphone.deviceId]).to.deep.equal(['headset', 'headset']);
  });

  it('keeps the present device when the selected one does not start', async () => {
    const microphone = opens(new Microphone());
    const alice = partyWith(microphone);
    const bob = party(700);
    await exchange(alice, bob);
    await toneMeter(bob).hears(DESK);
    devices.refusal = 'NotReadableError';
    const error = await microphone.select('headset').catch((reason: unknown) => reason);
    expect(error).to.include({ name: 'MicrophoneError', reason: 'in-use' });
    expect(microphone.state).to.equal('granted');
    expect(microphone.deviceId).to.be.undefined;
    await toneMeter(bob).hears(DESK);
  });

  it('is switched in a call without a new offer, and the remote party hears the new device', async () => {
    const microphone = opens(new Microphone());
    const alice = partyWith(microphone);
    const bob = party(700);
    await exchange(alice, bob);
    const atBob = toneMeter(bob);
    await atBob.hears(DESK);
    await microphone.select('headset');
    await atBob.hears(HEADSET);
    await atBob.hearsNo(DESK);
    expect(alice.peerConnection!.signalingState).to.equal('stable');
    expect(devices.given[0]!.readyState).to.equal('ended');
  });

  it('stays muted when it is switched', async () => {
    const microphone = opens(new Microphone());
    const alice = partyWith(microphone);
    const bob = party(700);
    await exchange(alice, bob);
    const atBob = toneMeter(bob);
    await atBob.hears(DESK);
    alice.mute(true);
    await microphone.select('headset');
    await atBob.fallsSilent(DESK);
    expect(await atBob.loudest(HEADSET)).to.be.below(0.005);
    alice.mute(false);
    await atBob.hears(HEADSET);
  });

  it('switches to another device when it is unplugged in a call, and emits fallback', async () => {
    const microphone = opens(new Microphone({ deviceId: 'headset' }));
    const emitted: (string | undefined)[] = [];
    microphone.on('fallback', (lost, now) => emitted.push(lost, now));
    const alice = partyWith(microphone);
    const bob = party(700);
    await exchange(alice, bob);
    const atBob = toneMeter(bob);
    await atBob.hears(HEADSET);
    devices.unplug('headset');
    await atBob.hears(DESK);
    expect(emitted).to.deep.equal(['headset', 'desk']);
  });

  it('emits fallback when the last device is unplugged, and the call goes on', async () => {
    devices.unplug('headset');
    const microphone = opens(new Microphone());
    const emitted = new Promise((resolve) => microphone.on('fallback', (lost, now) => resolve([lost, now])));
    const alice = partyWith(microphone);
    const bob = party(700);
    await exchange(alice, bob);
    await toneMeter(bob).hears(DESK);
    devices.unplug('desk');
    expect(await emitted).to.deep.equal(['desk', undefined]);
    expect(microphone.state).to.equal('missing');
    await toneMeter(alice).hears(700);
  });

  it('mutes one call without another', async () => {
    const microphone = opens(new Microphone());
    const [alice, carol] = [partyWith(microphone), partyWith(microphone)];
    const [bob, dave] = [party(700), party(700)];
    await Promise.all([exchange(alice, bob), exchange(carol, dave)]);
    alice.mute(true);
    await toneMeter(dave).hears(DESK);
    await toneMeter(bob).hearsNo(DESK);
  });

  it('does not delay a call when its permission is granted, and is sent as soon as it starts', async () => {
    const microphone = opens(new Microphone());
    (await microphone.acquire()).release();
    let start = (): void => undefined;
    devices.until = new Promise((resolve) => (start = resolve));
    const alice = partyWith(microphone);
    const bob = party(700);
    await exchange(alice, bob);
    await toneMeter(alice).hears(700);
    start();
    await toneMeter(bob).hears(DESK);
  });

  it('emits microphone when it is allowed and does not start, while the call goes on', async () => {
    const microphone = opens(new Microphone());
    (await microphone.acquire()).release();
    devices.refusal = 'NotReadableError';
    const alice = partyWith(microphone);
    const emitted = new Promise<string>((resolve) => alice.on('microphone', ({ reason }) => resolve(reason)));
    await exchange(alice, party(700));
    expect(await emitted).to.equal('in-use');
    await toneMeter(alice).hears(700);
  });

  it('fails the call with its reason when it is denied', async () => {
    devices.refusal = 'NotAllowedError';
    const error = await partyWith(opens(new Microphone()))
      .getDescription()
      .catch((reason: unknown) => reason);
    expect(error).to.include({ name: 'MicrophoneError', reason: 'denied' });
  });

  it('is not needed for a call with listenOnly, and is added without a new offer when it is allowed later', async () => {
    devices.refusal = 'NotAllowedError';
    const alice = partyWith(opens(new Microphone()), { listenOnly: true });
    const reasons: string[] = [];
    alice.on('microphone', ({ reason }) => reasons.push(reason));
    const bob = party(700);
    await exchange(bob, alice);
    await toneMeter(alice).hears(700);
    expect(reasons).to.deep.equal(['denied']);
    devices.refusal = undefined;
    await alice.prepare();
    await toneMeter(bob).hears(DESK);
  });
});
