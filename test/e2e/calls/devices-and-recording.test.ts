/** What is done during a call with its sound, its digits and its picture, measured at the remote party. */
import { expect } from 'chai';
import type { Page } from 'puppeteer-core';
import { person, type Person } from '../support/people.js';
import { theSite, type Site } from '../support/site.js';
import { soundOf, waitForSound } from '../support/sound.js';
import { until } from '../support/until.js';
import { hears, hearsNothing, tonePhone } from '../support/voices.js';

/** The tones in the default microphone of alice, and in the microphone of bob. */
const [ALICE, BOB] = [400, 700];

describe('During a call', () => {
  let site: Site;
  let alice: Person;
  let bob: Person;

  before(async function () {
    site = await theSite();
    [alice, bob] = await Promise.all([tonePhone(this, site, 'alice', ALICE), tonePhone(this, site, 'bob', BOB)]);
  });

  afterEach('no page had an error', async () => {
    // After a failure too: the next test wants both free.
    await alice.tab.page.evaluate(() =>
      document
        .querySelector('sip-phone')!
        .hangUp()
        .catch(() => undefined),
    );
    await Promise.all([alice, bob].map(({ phone }) => phone.clear()));
    for (const { tab } of [alice, bob]) expect(tab.errors).to.deep.equal([]);
  });

  after(() => Promise.all([alice, bob].map((one) => one?.tab.close())));

  const talk = async (): Promise<void> => {
    await alice.phone.dial('bob');
    await bob.phone.press('Answer');
    await Promise.all([hears(alice.tab.page, [BOB], [ALICE]), hears(bob.tab.page, [ALICE], [BOB])]);
  };

  it('a microphone that was muted before the answer stays muted until it is unmuted', async () => {
    await alice.phone.dial('bob');
    await bob.phone.shows('Incoming call');
    await alice.phone.press('Mute');
    await bob.phone.press('Answer');
    await hears(alice.tab.page, [BOB], [ALICE]);
    await alice.phone.shows('Unmute');
    await hearsNothing(bob.tab.page, ALICE);
    await alice.phone.press('Unmute');
    await hears(bob.tab.page, [ALICE], [BOB]);
    await alice.phone.press('Hang up');
  });

  it('the remote party hears the microphone that is selected next', async () => {
    await talk();
    const { page } = alice.tab;
    await alice.phone.press('More');
    await alice.phone.press('Devices and volume');
    const options = await devices(page, 'microphone');
    const second = options.find(({ label }) => label.endsWith('2'))!;
    await choose(page, 'microphone', second.value);
    await hears(bob.tab.page, [ALICE * 4], [ALICE, BOB]);
    await choose(page, 'microphone', '');
    await hears(bob.tab.page, [ALICE], [ALICE * 4, BOB]);
    await alice.phone.press('Close');
    await alice.phone.press('Hang up');
  });

  it('the remote audio plays at the speaker that is selected next', async () => {
    const { page } = alice.tab;
    await page.evaluate(() => {
      const { setSinkId } = HTMLMediaElement.prototype;
      HTMLMediaElement.prototype.setSinkId = async function (this: HTMLMediaElement, id: string) {
        await setSinkId.call(this, id);
        // Only the one that carries a remote party counts.
        if (this.srcObject) Object.assign(window, { sink: this.sinkId });
      };
    });
    await talk();
    await alice.phone.press('More');
    await alice.phone.press('Devices and volume');
    const { value } = (await devices(page, 'speaker')).find(({ label }) => label.endsWith('2'))!;
    await choose(page, 'speaker', value);
    await page.waitForFunction((id) => (window as { sink?: string }).sink === id, {}, value);
    await hears(page, [BOB], [ALICE]);
    await alice.phone.press('Close');
    await alice.phone.press('Hang up');
  });

  it('the recording holds the audio of both parties', async () => {
    await alice.tab.page.evaluate(() =>
      addEventListener('sip-call-accepted', (event) => void Object.assign(window, { call: (event as never)['call'] })),
    );
    await talk();
    await alice.phone.press('More');
    await alice.phone.press('Record');
    await alice.phone.shows('Recording');
    await twoSeconds(alice.tab.page);
    await alice.phone.press('Record');
    const heard = await recorded(alice.tab.page, [ALICE, BOB, 1234]);
    expect(heard.seconds).to.be.above(1.5);
    // A tone that nobody sends is below 0.002.
    expect(heard.amplitudes[0], 'the recording party').to.be.above(0.02);
    expect(heard.amplitudes[1], 'the other').to.be.above(0.02);
    expect(heard.amplitudes[2], 'nobody').to.be.below(0.002);
    await alice.phone.press('Hang up');
  });

  it('sixteen digits that are pasted into the keypad arrive at the remote party', async () => {
    await alice.phone.dial('9008');
    await waitForConnection(alice);
    await alice.phone.press('Keypad');
    await paste(alice.tab.page, '1234 5678-9012 3456');
    await alice.phone.shows('1234567890123456');
    await until('the remote party has read them', async () =>
      (await messages(alice.tab.page)).includes('1234567890123456'),
    );
    await alice.phone.press('Hang up');
  });
});

describe('During a call with a camera', () => {
  it('the remote party receives moving video until the camera is switched off', async function () {
    const site = await theSite();
    const [alice, bob] = (await Promise.all(
      ['alice', 'bob'].map((name) => person(this, site, site.pbx, name, 'id="phone"')),
    )) as [Person, Person];
    for (const { tab } of [alice, bob])
      await tab.page.evaluate(() => {
        const phone = document.querySelector('sip-phone') as HTMLElement & {
          sessionDescriptionHandlerFactoryOptions?: object;
        };
        phone.sessionDescriptionHandlerFactoryOptions = { video: true };
        const media = document.createElement('sip-media');
        media.setAttribute('for', 'phone');
        document.body.append(media);
      });
    await alice.phone.dial('bob');
    await bob.phone.press('Answer');
    await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
    await alice.phone.press('More');
    await alice.phone.press('Camera');
    const first = await framesSeen(bob.tab.page, 1);
    await framesSeen(bob.tab.page, first + 10);
    await alice.phone.press('Camera');
    await bob.tab.page.waitForFunction(() => !document.querySelector('sip-media')!.shadowRoot!.querySelector('video'));
    await Promise.all([waitForSound(alice.tab.page), waitForSound(bob.tab.page)]);
    await bob.phone.press('Hang up');
    for (const { tab } of [alice, bob]) {
      expect(tab.errors).to.deep.equal([]);
      await tab.close();
    }
  });
});

/** Two seconds of the page's own sound. */
async function twoSeconds(page: Page): Promise<void> {
  const { heard } = await soundOf(page);
  const start = await page.evaluate(() => performance.now());
  await page.waitForFunction((from) => performance.now() > from + 2000, { polling: 100 }, start);
  expect((await soundOf(page)).heard).to.be.above(heard);
}

async function waitForConnection({ phone }: Person): Promise<void> {
  await phone.shows(/0:0\d.*Hang up/);
}

/** The choices of the phone for this use. */
async function devices(page: Page, use: string): Promise<{ label: string; value: string }[]> {
  const select = await page.waitForSelector(`sip-phone >>> sip-device-select[use=${use}] >>> select`, {
    visible: true,
  });
  await page.waitForFunction((element) => (element as HTMLSelectElement).options.length > 2, {}, select!);
  return select!.evaluate((element) =>
    [...(element as HTMLSelectElement).options].map(({ label, value }) => ({ label, value })),
  );
}

async function choose(page: Page, use: string, value: string): Promise<void> {
  const select = await page.waitForSelector(`sip-phone >>> sip-device-select[use=${use}] >>> select`, {
    visible: true,
  });
  await select!.select(value);
}

/**
 * What a page gets of the recording of its call: how long it is, and the amplitude of these frequencies: the median of all windows of
 * 8192 samples, as a busy machine leaves gaps in the sound.
 */
async function recorded(page: Page, hertz: readonly number[]): Promise<{ seconds: number; amplitudes: number[] }> {
  return page.evaluate(async (frequencies) => {
    const { call } = window as unknown as { call: { recording(): Promise<File | undefined> } };
    const file = await call.recording();
    const sound = await new AudioContext().decodeAudioData(await file!.arrayBuffer());
    const SIZE = 8192;
    const mixed = new Float32Array(sound.length);
    for (let channel = 0; channel < sound.numberOfChannels; channel += 1)
      sound.getChannelData(channel).forEach((sample, index) => (mixed[index]! += sample));
    const amplitudeOf = (samples: Float32Array, frequency: number): number => {
      let [real, imaginary] = [0, 0];
      samples.forEach((sample, index) => {
        const window = 1 - Math.cos((2 * Math.PI * index) / SIZE);
        const angle = (2 * Math.PI * frequency * index) / sound.sampleRate;
        real += sample * window * Math.cos(angle);
        imaginary += sample * window * Math.sin(angle);
      });
      return (2 * Math.hypot(real, imaginary)) / SIZE;
    };
    const starts = Array.from({ length: Math.floor(mixed.length / SIZE) }, (_, index) => index * SIZE);
    const amplitudes = frequencies.map((frequency) => {
      const sorted = starts
        .map((start) => amplitudeOf(mixed.subarray(start, start + SIZE), frequency))
        .sort((x, y) => x - y);
      return sorted[Math.floor(sorted.length / 2)]!;
    });
    return { seconds: sound.duration, amplitudes };
  }, hertz);
}

/** As a person pastes it where the focus is. */
async function paste(page: Page, text: string): Promise<void> {
  const { origin } = new URL(page.url());
  await page
    .browserContext()
    .overridePermissions(origin, ['clipboard-read', 'clipboard-sanitized-write', 'microphone']);
  await page.bringToFront();
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  const key = await page.waitForSelector('sip-phone >>> sip-dialpad >>> button', { visible: true });
  await key!.focus();
  await page.keyboard.down('Control');
  await page.keyboard.press('v', { commands: ['Paste'] });
  await page.keyboard.up('Control');
}

/** Every text that has come in. */
function messages(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { state } = document.querySelector('sip-phone')!;
    return state!.conversations.flatMap((one) => one.messages.map(({ text }) => text));
  });
}

/** Waits until the remote party's picture has had so many frames decoded; gives how many it has. */
async function framesSeen(page: Page, least: number): Promise<number> {
  const seen = await page.waitForFunction(
    (wanted) => {
      const video = document.querySelector('sip-media')?.shadowRoot?.querySelector('video');
      const frames = video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
      return frames >= wanted && video!.videoWidth > 0 ? frames : 0;
    },
    { polling: 100, timeout: 30_000 },
    least,
  );
  return (await seen.jsonValue()) as number;
}
