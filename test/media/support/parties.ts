/** Two ends of a call in one page, with the session descriptions handed over by the test instead of SIP. */
import {
  createSessionDescriptionHandlerFactory,
  Speaker,
  type AudioSource,
  type CallMedia,
  type MediaOptions,
} from '../../../src/media/index.js';
import type { SessionDescriptionHandlerOptions } from '../../../src/sip/session/description-handler.js';
import { Ear, until, Whistle } from './audio.js';

const opened = new Set<{ close(): void }>();

/** Frees what the tests of a file opened. For `afterEach`. */
export function closeAll(): void {
  for (const thing of opened) thing.close();
  opened.clear();
}

/** Something to free at the end of the test. */
export function opens<T extends { close(): void }>(thing: T): T {
  opened.add(thing);
  return thing;
}

/** A party that whistles at `frequency` Hz. */
export function party(frequency: number, options: Partial<MediaOptions> = {}): CallMedia {
  const whistle = new Whistle(frequency);
  opened.add({ close: () => whistle.stop() });
  return partyWith(whistle, options);
}

export function partyWith(microphone: AudioSource, options: Partial<MediaOptions> = {}): CallMedia {
  const speaker = opens(new Speaker());
  return opens(createSessionDescriptionHandlerFactory({ microphone, speaker, ...options })());
}

/** `from` offers, `to` answers. Resolves with both texts. */
export async function exchange(
  from: CallMedia,
  to: CallMedia,
  offerOptions: SessionDescriptionHandlerOptions = {},
  answerOptions: SessionDescriptionHandlerOptions = {},
): Promise<{ offer: string; answer: string }> {
  const offer = await from.getDescription(offerOptions);
  await to.setDescription(offer.body);
  const answer = await to.getDescription(answerOptions);
  await from.setDescription(answer.body);
  return { offer: offer.body, answer: answer.body };
}

/** Resolves when the media is connected. */
export function connected(media: CallMedia): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = (): void => {
      if (media.state === 'connected') resolve();
      if (media.state === 'failed') reject(new Error('the connection failed'));
    };
    media.on('state', check);
    check();
  });
}

/** The energy of the next so many packets that `media` receives: level squared times seconds. */
export async function energyOf(media: CallMedia, packets: number): Promise<number> {
  const { received: before } = await media.sample();
  const { received } = await until(async () => {
    const sample = await media.sample();
    return sample.received.packets >= before.packets + packets ? sample : undefined;
  }, `${packets} packets come`);
  return (received.energy ?? 0) - (before.energy ?? 0);
}

/** What is heard of the far side. */
export function ear(media: CallMedia): Ear {
  return opens(new Ear(media.remoteStream));
}
