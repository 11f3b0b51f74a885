/** Runs in the page: one call after another, answered, heard and ended; counts what is left of them. */
import {
  createSessionDescriptionHandlerFactory,
  Microphone,
  QualityMonitor,
  Speaker,
  Tones,
} from '../../src/media/index.js';

const connections: WeakRef<RTCPeerConnection>[] = [];
const contexts: WeakRef<AudioContext>[] = [];
const tracks: WeakRef<MediaStreamTrack>[] = [];

class WatchedConnection extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(new WeakRef(this));
  }
}
class WatchedContext extends AudioContext {
  constructor(options?: AudioContextOptions) {
    super(options);
    contexts.push(new WeakRef(this));
  }
}
const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (constraints) => {
  const stream = await getUserMedia(constraints);
  tracks.push(...stream.getTracks().map((track) => new WeakRef(track)));
  return stream;
};
Object.assign(globalThis, { RTCPeerConnection: WatchedConnection, AudioContext: WatchedContext });

/** What is in use now, and what has been made in all. */
export interface Left {
  connections: number;
  contexts: number;
  tracks: number;
  /** The same three, used or not: what the collector has not taken. */
  reachable: number[];
  light: boolean;
}

const microphone = new Microphone();
const tones = new Tones({ speaker: new Speaker({ volume: 0 }), ringer: new Speaker({ volume: 0 }) });
const make = createSessionDescriptionHandlerFactory({ microphone, speaker: new Speaker({ volume: 0 }) });

async function heard(media: ReturnType<typeof make>): Promise<void> {
  while ((await media.sample()).received.packets === 0) await new Promise((resolve) => setTimeout(resolve, 2));
}

async function oneCall(): Promise<void> {
  const [alice, bob] = [make(), make()];
  const ringback = tones.play('ringback');
  const offer = await alice.getDescription();
  await bob.setDescription(offer.body);
  const answer = await bob.getDescription();
  await alice.setDescription(answer.body);
  ringback.stop();
  const quality = new QualityMonitor(alice, { interval: 20, microphoneLevel: () => microphone.level() });
  await Promise.all([heard(alice), heard(bob)]);
  quality.stop();
  alice.close();
  bob.close();
  if (microphone.open) throw new Error('the microphone is still held after the call');
}

async function run(calls: number): Promise<void> {
  for (let call = 0; call < calls; call += 1) await oneCall();
}

function left(): Left {
  const alive = <T extends WeakKey>(refs: WeakRef<T>[]): T[] =>
    refs.map((ref) => ref.deref()).filter((one) => one !== undefined);
  return {
    connections: alive(connections).filter(({ signalingState }) => signalingState !== 'closed').length,
    contexts: alive(contexts).filter(({ state }) => state !== 'closed').length,
    tracks: alive(tracks).filter(({ readyState }) => readyState === 'live').length,
    reachable: [alive(connections).length, alive(contexts).length, alive(tracks).length],
    light: microphone.open,
  };
}

Object.assign(globalThis, { run, left });
