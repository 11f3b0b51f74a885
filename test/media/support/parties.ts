/** Two parties of a call in one page; the test passes their session descriptions instead of SIP. */
import {
  createSessionDescriptionHandlerFactory,
  Speaker,
  type AudioSource,
  type CallMedia,
  type MediaOptions,
} from '../../../src/media/index.js';
import type { SessionDescriptionHandlerOptions } from '../../../src/sip/session/description-handler.js';
import { ToneMeter, until, ToneMicrophone } from './audio.js';

const opened = new Set<{ close(): void }>();

/** Closes everything that the tests of a file opened. For `afterEach`. */
export function closeAll(): void {
  for (const thing of opened) thing.close();
  opened.clear();
}

/** Registers an object to close at the end of the test. */
export function opens<T extends { close(): void }>(thing: T): T {
  opened.add(thing);
  return thing;
}

/** A party with a microphone that sends `frequency` Hz. */
export function party(frequency: number, options: Partial<MediaOptions> = {}): CallMedia {
  const toneMicrophone = new ToneMicrophone(frequency);
  opened.add({ close: () => toneMicrophone.stop() });
  return partyWith(toneMicrophone, options);
}

export function partyWith(microphone: AudioSource, options: Partial<MediaOptions> = {}): CallMedia {
  const speaker = opens(new Speaker());
  return opens(createSessionDescriptionHandlerFactory({ microphone, speaker, ...options })());
}

/** Offer of `from`, answer of `to`. Resolves with both descriptions. */
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

/** The energy of the next packets that `media` receives, of this number: level squared times seconds. */
export async function energyOf(media: CallMedia, packets: number): Promise<number> {
  const { received: before } = await media.sample();
  const { received } = await until(async () => {
    const sample = await media.sample();
    return sample.received.packets >= before.packets + packets ? sample : undefined;
  }, `${packets} packets come`);
  return (received.energy ?? 0) - (before.energy ?? 0);
}

/** An analyser of the audio that is received from the remote party. */
export function toneMeter(media: CallMedia): ToneMeter {
  return opens(new ToneMeter(media.remoteStream));
}

/** Resolves when the peer connection of this party has gathered all its candidates. */
export function gathered({ peerConnection }: CallMedia): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (peerConnection!.iceGatheringState === 'complete') resolve();
    };
    peerConnection!.addEventListener('icegatheringstatechange', look);
    look();
  });
}
