/** Parties that each send a tone of their own, and measure which tones they receive. */
import type { Context } from 'mocha';
import type { Page } from 'puppeteer-core';
import { openTab } from './browser.js';
import { phoneMarkup, type Person } from './people.js';
import { PhoneOnPage } from './phone-on-page.js';
import type { Site } from './site.js';

/** What this much weaker than the others is not heard at all (-26 dB). */
const NOTHING = 0.05;

declare global {
  /** In the pages of these tests: the amplitude of each of these frequencies in the last 85 ms of all that comes in. */
  function amplitudes(hertz: readonly number[]): number[];
}

/** Opens a page with a phone whose microphone gives a tone of `hertz`, and waits until it is ready. */
export async function tonePhone(
  context: Context,
  site: Site,
  name: string,
  hertz: number,
  attributes = '',
): Promise<Person> {
  const url = site.page(phoneMarkup(site.pbx, name, attributes));
  const tab = await openTab(context, url, 'Chromium', (page) => page.evaluateOnNewDocument(installVoice, hertz));
  const phone = new PhoneOnPage(tab.page);
  await phone.shows('Ready');
  return { name, context, tab, phone };
}

/** Waits until the page receives these frequencies clearly, and those not at all, at three readings in a row. */
export async function hears(page: Page, wanted: readonly number[], unwanted: readonly number[]): Promise<void> {
  await page.evaluate(() => void ((window as { inARow?: number }).inARow = 0));
  const heard = page.waitForFunction(
    (these: readonly number[], those: readonly number[], nothing: number) => {
      const state = window as { inARow?: number };
      const weakest = Math.min(...amplitudes(these));
      const clear = weakest > 0.02 && amplitudes(those).every((amplitude) => amplitude < nothing * weakest);
      state.inARow = clear ? (state.inARow ?? 0) + 1 : 0;
      return state.inARow >= 3;
    },
    { polling: 100, timeout: 30_000 },
    wanted,
    unwanted,
    NOTHING,
  );
  await heard.catch(async (error: unknown) => {
    const all = [...wanted, ...unwanted];
    const found = await page.evaluate((hertz) => amplitudes(hertz), all);
    const said = all.map((hertz, index) => `${hertz} Hz at ${found[index]!.toFixed(4)}`).join(', ');
    throw new Error(`It does not hear ${wanted.join()} and not ${unwanted.join()}, but ${said}`, { cause: error });
  });
}

/** The tones of the three people of `threeVoices()`, Hz. */
const TONES = { alice: 400, bob: 700, carol: 1100 } as const;

/** Opens a page for each of three people, each with a tone of their own. */
export async function threeVoices(context: Context, site: Site): Promise<[Person, Person, Person]> {
  const open = (name: keyof typeof TONES): Promise<Person> =>
    tonePhone(context, site, name, TONES[name], 'follow-transfers');
  return Promise.all([open('alice'), open('bob'), open('carol')]);
}

/** Waits until one of the three receives exactly the tones of these others. */
export function listens(one: Person, ...others: readonly Person[]): Promise<void> {
  const tones = others.map(({ name }) => TONES[name as keyof typeof TONES]);
  const rest = Object.values(TONES).filter((tone) => !tones.includes(tone));
  return hears(one.tab.page, tones, rest);
}

/** Waits until each of these receives the tones of all the others, and no other tone. */
export function talk(...people: readonly Person[]): Promise<unknown> {
  return Promise.all(people.map((one) => listens(one, ...people.filter((other) => other !== one))));
}

/** Waits until nothing has been heard of this frequency for a second, ten looks one after another. */
export async function hearsNothing(page: Page, unwanted: number): Promise<void> {
  await page.evaluate(() => void ((window as { inARow?: number }).inARow = 0));
  await page.waitForFunction(
    (hertz: number) => {
      const state = window as { inARow?: number };
      state.inARow = amplitudes([hertz])[0]! < 0.002 ? (state.inARow ?? 0) + 1 : 0;
      return state.inARow >= 10;
    },
    { polling: 100, timeout: 30_000 },
    unwanted,
  );
}

/** Runs in the page before its own scripts. A device whose id ends in a digit plays a tone that many octaves higher. */
export function installVoice(hertz: number): void {
  let context: AudioContext | undefined;
  const theContext = (): AudioContext => (context ??= new AudioContext());
  const native = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
  if (!native) return;
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const real = await native(constraints);
    const [device] = real.getAudioTracks();
    if (!device) return real;
    const octaves = Number(/\d$/.exec(device.label)?.[0] ?? 0);
    const oscillator = new OscillatorNode(theContext(), { frequency: hertz * 2 ** octaves });
    const destination = theContext().createMediaStreamDestination();
    oscillator.connect(new GainNode(theContext(), { gain: 0.3 })).connect(destination);
    oscillator.start();
    const [track] = destination.stream.getAudioTracks() as [MediaStreamTrack];
    const { label } = device;
    const settings = device.getSettings();
    Object.defineProperty(track, 'label', { value: label });
    track.getSettings = () => settings;
    const stop = track.stop.bind(track);
    track.stop = () => {
      stop();
      device.stop();
    };
    return new MediaStream([track, ...real.getVideoTracks()]);
  };
  const toneMeters: AnalyserNode[] = [];
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('track', ({ track }) => {
        if (track.kind !== 'audio') return;
        const toneMeter = new AnalyserNode(theContext(), { fftSize: 4096, smoothingTimeConstant: 0 });
        theContext()
          .createMediaStreamSource(new MediaStream([track]))
          .connect(toneMeter);
        toneMeters.push(toneMeter);
      });
    }
  };
  const goertzel = (samples: Float32Array, frequency: number): number => {
    const omega = (2 * Math.PI * frequency) / theContext().sampleRate;
    const coefficient = 2 * Math.cos(omega);
    let [before, last] = [0, 0];
    samples.forEach((sample, index) => {
      const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / (samples.length - 1));
      [before, last] = [last, sample * window + coefficient * last - before];
    });
    return (4 * Math.sqrt(Math.max(0, last * last + before * before - coefficient * last * before))) / samples.length;
  };
  window.amplitudes = (frequencies) => {
    const sum = new Float32Array(4096);
    for (const toneMeter of toneMeters) {
      const samples = new Float32Array(4096);
      toneMeter.getFloatTimeDomainData(samples);
      samples.forEach((sample, index) => (sum[index]! += sample));
    }
    return frequencies.map((frequency) => goertzel(sum, frequency));
  };
}
