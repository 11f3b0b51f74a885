/**
 * Plays what the ringer plays at further outputs too, as the option `ringOutput` names them.
 * Subjects: several ringers at once; ringOutput as a list.
 */

import { findNamed, type Device, type DeviceList } from '../../media/device-list.js';
import { Speaker, type Playback } from '../../media/speaker.js';

/** The option `ringOutput`: ids or labels, of which the first is the ringer itself. */
export type OneOrMore = string | readonly string[] | undefined;

/** Ids of an output that the list has under its own id too, with the same group (Chromium). */
const ALIASES = ['default', 'communications'];

/** Lets the ringer play at the connected outputs of the option, also what it plays already. */
export function ringAtAll(ringer: Speaker, list: DeviceList, wanted: () => OneOrMore): void {
  const outputs = new Map<string, FurtherOutput>();
  const follow = (): void => {
    const ids = ringer.playing.size > 0 ? furtherOf(list.lists.speaker, ringer.deviceId, wanted()) : [];
    for (const [id, output] of outputs) {
      if (ids.includes(id)) continue;
      outputs.delete(id);
      output.close();
    }
    for (const id of ids) {
      const output = outputs.get(id) ?? new FurtherOutput(id);
      outputs.set(id, output);
      output.follow(ringer);
    }
  };
  ringer.on('change', follow).on('fallback', follow);
  list.on('change', follow);
  follow();
}

/** Returns the ids of the wanted outputs after the first one, each device once, without the one that the ringer uses. */
function furtherOf(outputs: readonly Device[], used: string = 'default', wanted: OneOrMore = []): string[] {
  const own = outputs.find(({ deviceId }) => deviceId === used) ?? { deviceId: used, label: '', groupId: '' };
  const all = [own];
  for (const one of [wanted].flat().slice(1)) {
    const output = findNamed(outputs, one);
    if (output && !all.some((other) => isSame(output, other))) all.push(output);
  }
  return all.slice(1).map(({ deviceId }) => deviceId);
}

/** Whether two entries of the list are one device. The label of an alias has that of its device, as a group may have several outputs. */
function isSame(a: Device, b: Device): boolean {
  if (a.deviceId === b.deviceId) return true;
  if (a.groupId === '' || a.groupId !== b.groupId) return false;
  const names = (alias: Device, { label }: Device): boolean =>
    ALIASES.includes(alias.deviceId) && alias.label.includes(label);
  return names(a, b) || names(b, a);
}

/** Plays the elements of the ringer at one output. */
class FurtherOutput {
  readonly #speaker: Speaker;
  readonly #copies = new Map<HTMLAudioElement, Playback>();
  #refused = false;

  constructor(deviceId: string) {
    this.#speaker = new Speaker({ deviceId });
    // The default output, to which a speaker falls back, rings already or shall not ring.
    this.#speaker.on('fallback', () => {
      this.#refused = true;
      this.#speaker.close();
    });
  }

  /** Plays what the ringer plays now, at its volume. */
  follow({ playing, volume }: Speaker): void {
    for (const [element, copy] of this.#copies) {
      if (playing.has(element)) continue;
      this.#copies.delete(element);
      copy.stop();
    }
    if (this.#refused) return;
    if (this.#speaker.volume !== volume) this.#speaker.volume = volume;
    for (const element of playing) if (!this.#copies.has(element)) this.#copies.set(element, this.#play(element));
    // Without a user gesture it stays locked.
    if (this.#speaker.locked) void this.#speaker.unlock();
  }

  close(): void {
    this.#speaker.close();
  }

  #play({ srcObject, src }: HTMLAudioElement): Playback {
    return srcObject instanceof MediaStream
      ? this.#speaker.play(srcObject)
      : this.#speaker.playFile(src, () => undefined);
  }
}
