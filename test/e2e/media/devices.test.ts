/** Devices that are really plugged in and pulled out while a call goes on; what is heard is measured at both its ends. */
import { expect } from 'chai';
import puppeteer, { type Browser, type LaunchOptions, type Page } from 'puppeteer-core';
import { needs } from '../../support/needs.js';
import { BROWSERS, launchOptions, type BrowserName } from '../support/browser.js';
import { serveModule, type ModulePage } from '../support/module-page.js';
import { SoundCard } from '../support/sound-card.js';
import { until } from '../support/until.js';

const DESK = 440;
const HEADSET = 1000;
/** One of the two notes of the built-in ring. */
const RING = 800;
/** What the remote party plays. */
const VOICE = 700;

const PAGE = `
  import { createSessionDescriptionHandlerFactory, DeviceList, Microphone, Speaker, Tones } from './src/media/index.ts';
  import { ToneMeter, ToneMicrophone } from './test/media/support/audio.ts';
  // Noise suppression removes a steady tone.
  const microphone = new Microphone({ echoCancellation: false, noiseSuppression: false, autoGainControl: false });
  const speaker = new Speaker();
  const ringer = new Speaker();
  const tones = new Tones({ speaker, ringer });
  const list = new DeviceList({ users: { microphone, speaker, ringer } });
  const alice = createSessionDescriptionHandlerFactory({ microphone, speaker })();
  const bob = createSessionDescriptionHandlerFactory({ microphone: new ToneMicrophone(${VOICE}), speaker: new Speaker({ volume: 0 }) })();
  const told = (globalThis.told = []);
  list.on('lost', (use, { label }) => told.push(['lost', use, label].join(' ')));
  list.on('back', (use, { label }) => told.push(['back', use, label].join(' ')));
  microphone.on('fallback', (lost, now) => told.push(['microphone', lost, 'to', now].join(' ')));
  let toneMeters;
  globalThis.call = async () => {
    await bob.setDescription((await alice.getDescription()).body);
    await alice.setDescription((await bob.getDescription()).body);
    await list.refresh();
    toneMeters = { alice: new ToneMeter(alice.remoteStream), bob: new ToneMeter(bob.remoteStream) };
  };
  globalThis.heard = (name, frequency) => toneMeters[name].amplitude(frequency);
  globalThis.choose = (use, label) => {
    const found = list.lists[use === 'ringer' ? 'speaker' : use].find((device) => device.label === label);
    if (!found) throw new Error(label + ' is not in ' + JSON.stringify(list.lists[use]));
    return list.choose(use, found);
  };
  globalThis.ring = () => void tones.ring();
  globalThis.settings = () => {
    const { echoCancellation, noiseSuppression, autoGainControl } = alice.localTrack.getSettings();
    return { echoCancellation, noiseSuppression, autoGainControl };
  };
  globalThis.configure = (changes) => microphone.configure(changes);
  globalThis.stable = () => alice.peerConnection.signalingState === 'stable';
  globalThis.open = () => microphone.open;
  globalThis.look = () => navigator.mediaDevices.enumerateDevices().then(() => undefined);
  globalThis.ready = true;`;

for (const name of BROWSERS)
  describe(`Devices of a call in ${name}`, function () {
    this.timeout(120_000);
    let served: ModulePage;
    let card: SoundCard | undefined;
    let browser: Browser | undefined;
    let page: Page;

    before(async () => {
      served = await serveModule(PAGE);
    });
    after(() => served.stop());

    beforeEach(async function () {
      card = await SoundCard.start(needs(this, 'pulseaudio'));
      for (const output of ['speakers', 'earphones']) await card.plugOutput(output);
      await card.plugMicrophone('desk', DESK);
      await card.plugMicrophone('headset', HEADSET);
      await card.choose('desk', 'speakers');
      browser = await puppeteer.launch({ ...withRealDevices(name, await launchOptions(this, name)), env: card.env });
      page = await browser.newPage();
      await page.goto(served.url);
      await page.waitForFunction('globalThis.ready');
      await page.evaluate('call()');
      await bobHears(DESK, HEADSET);
    });
    afterEach(async () => {
      await browser?.close();
      await card?.stop();
      [browser, card] = [undefined, undefined];
    });

    const heard = (who: string, frequency: number): Promise<number> =>
      page.evaluate(`heard('${who}', ${frequency})`) as Promise<number>;
    /**
     * Chromium hears of devices from udev, which knows nothing of these; asked for them, it looks, and tells of all that the sound server has
     * listed by then.
     */
    const look = async (): Promise<void> => {
      if (name === 'Chromium') await page.evaluate('look()');
    };
    /** A sound card that is none holds back two seconds. */
    const bobHears = (wanted: number, other: number): Promise<unknown> =>
      until(
        `${wanted} Hz and not ${other}`,
        async () => {
          await look();
          return (await heard('bob', wanted)) > 0.05 && (await heard('bob', other)) < 0.005;
        },
        20_000,
      );
    const told = (): Promise<string[]> => page.evaluate('told') as Promise<string[]>;
    const isTold = (text: RegExp): Promise<unknown> =>
      until(
        String(text),
        async () => {
          await look();
          return (await told()).some((one) => text.test(one));
        },
        20_000,
      );

    it('change without a new offer: the remote party hears the other microphone', async () => {
      await page.evaluate("choose('microphone', 'headset')");
      await bobHears(HEADSET, DESK);
      await page.evaluate("choose('microphone', 'desk')");
      await bobHears(DESK, HEADSET);
      expect(await page.evaluate('stable()')).to.be.true;
      expect(await told()).to.be.empty;
    });

    it('fall back to the default when the selected microphone is unplugged, report it, and return to it when it is plugged in', async () => {
      await page.evaluate("choose('microphone', 'headset')");
      await bobHears(HEADSET, DESK);
      await card!.unplug('headset');
      await isTold(/^(lost microphone headset|microphone headset to )/);
      await bobHears(DESK, HEADSET);
      await card!.plugMicrophone('headset', HEADSET);
      await isTold(/^back microphone headset$/);
      await bobHears(HEADSET, DESK);
    });

    it('fall back to another microphone when the default one is unplugged', async () => {
      await card!.unplug('desk');
      await card!.choose('headset', 'speakers');
      await bobHears(HEADSET, DESK);
    });

    it('keep the call when no microphone is left', async function () {
      await card!.unplug('headset');
      await card!.unplug('desk');
      await look();
      // To Firefox, what an output plays is a microphone too.
      if (name === 'Chromium') {
        await isTold(/^microphone .* to $/);
        expect(await page.evaluate('open()')).to.be.false;
      } else await isTold(/^microphone desk to /);
      await until('the remote party', async () => (await heard('alice', VOICE)) > 0.05);
    });

    it('apply echo cancellation, noise suppression and gain control as configured', async () => {
      const nothing = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      expect(await page.evaluate('settings()')).to.deep.equal(nothing);
      await page.evaluate('configure({ echoCancellation: true })');
      expect(await page.evaluate('settings()')).to.deep.equal({ ...nothing, echoCancellation: true });
    });

    it('play the ringtone at one output and the remote audio at another', async () => {
      await page.evaluate("choose('ringer', 'earphones')");
      await page.evaluate('ring()');
      // It rings for two of six seconds.
      const outputs = ['earphones', 'speakers'].map((output) => card!.listen(output, [RING, VOICE]));
      const isApart = async (): Promise<boolean> => {
        const heard = await Promise.all(outputs.map(async (output) => (await output.next()).value as number[]));
        const [[ring], [ringBeside, voice]] = heard as [number[], number[]];
        // A gap in the voice is heard at every frequency.
        return ring! > 0.02 && ringBeside! < ring! / 5 && voice! > 0.02;
      };
      await until('the ring at the earphones, the voice alone at the speakers', isApart, 30_000);
      await Promise.all(outputs.map((output) => output.return(undefined)));
    });

    it('play at the output that is selected, and at the default after it is unplugged', async () => {
      const isAt = (output: string): Promise<unknown> =>
        until(`the voice at ${output}`, async () => (await card!.amplitudeAt(output, VOICE)) > 0.02, 20_000);
      await isAt('speakers');
      await page.evaluate("choose('speaker', 'earphones')");
      await isAt('earphones');
      await until('silence', async () => (await card!.amplitudeAt('speakers', VOICE)) < 0.002, 20_000);
      await card!.unplug('earphones');
      await isTold(/^lost speaker earphones$/);
      await isAt('speakers');
    });
  });

/** The devices of the machine instead of the browser's own fakes. */
function withRealDevices(name: BrowserName, options: LaunchOptions): LaunchOptions {
  if (name === 'Chromium')
    return {
      ...options,
      args: options.args!.filter((flag) => flag !== '--use-fake-device-for-media-stream'),
      ignoreDefaultArgs: ['--mute-audio'],
    };
  const real = { 'media.cubeb.force_mock_context': false, 'media.navigator.streams.fake': false };
  return { ...options, extraPrefsFirefox: { ...options.extraPrefsFirefox, ...real } };
}
