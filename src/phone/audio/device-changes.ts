/**
 * Notices of devices that are disconnected or return: one for a headset that is several devices, with its replacement.
 * Subjects: notice of an unplugged device; headset removed, notice; microphone opened again for calls that lack one; order of notices for devices.
 */

import { defined } from '../../sip/base/defined.js';
import type { Device, DeviceList, DeviceUse, Microphone, Speaker } from '../../media/index.js';
import type { Clock } from '../../sip/base/clock.js';
import type { DeviceNotice } from './media-state.js';

export interface NoticedDevices {
  readonly microphone: Microphone;
  readonly speaker: Speaker;
  readonly ringer: Speaker;
}

/** Uses in order of importance. */
const RANK: readonly DeviceUse[] = ['microphone', 'speaker', 'ringer', 'camera'];

/** Time in which the loss of several devices gives one notice, for the first by rank, ms: a headset is several devices. */
const TOGETHER = 1000;

export class DeviceChanges {
  readonly #list: DeviceList;
  readonly #users: NoticedDevices;
  readonly #clock: Clock;
  readonly #show: (notice: DeviceNotice | undefined) => void;
  #notice: DeviceNotice | undefined;
  #noticedAt = -Infinity;
  /** Whether the microphone was lost and nothing could replace it. */
  #isMicrophoneGone: boolean;
  /** The system's default microphone at the last change, in a browser that lists it by the id `default`. */
  #default: Device | undefined;

  constructor(list: DeviceList, users: NoticedDevices, clock: Clock, show: (notice: DeviceNotice | undefined) => void) {
    this.#list = list;
    this.#users = users;
    this.#clock = clock;
    this.#show = show;
    this.#default = standardMicrophone(list);
    const { microphone, speaker, ringer } = users;
    // It may have been lost before this code was loaded.
    this.#isMicrophoneGone = microphone.inUse && microphone.state === 'missing';
    list.on('change', () => {
      if (this.#isMicrophoneGone && microphone.inUse && list.lists.microphone.length > 0) void this.#openAgain();
      void this.#followDefault();
    });
    list.on('lost', (use, { label }) => {
      // The `fallback` event of the microphone already named the replacement.
      const notice = this.#notice;
      if (notice?.kind !== 'lost' || notice.use !== use || notice.lost !== label) this.#lost(use, label);
    });
    list.on('back', (use, { label }) => this.#tell({ kind: 'back', use, now: label }));
    microphone.on('device', (label) => (this.#isMicrophoneGone &&= label === undefined));
    microphone.on('fallback', (lost, now) => {
      this.#isMicrophoneGone = now === undefined;
      this.#tell({ kind: 'lost', use: 'microphone', lost, ...defined({ now }) });
    });
    speaker.on('fallback', () => this.#lost('speaker', list.chosen('speaker')?.label));
    ringer.on('fallback', () => this.#lost('ringer', list.chosen('ringer')?.label));
  }

  dismiss(): void {
    this.#notice = undefined;
    this.#show(undefined);
  }

  /** Opens a microphone again for calls that lack one; their tracks follow it. */
  async #openAgain(): Promise<void> {
    this.#isMicrophoneGone = false;
    const { microphone } = this.#users;
    const lease = await microphone.acquire().catch(() => undefined);
    // The next change of the devices tries again: one that was just plugged in may not be ready.
    if (!lease) this.#isMicrophoneGone = true;
    const now = microphone.label;
    lease?.release();
    if (microphone.open && now) this.#tell({ kind: 'back', use: 'microphone', now });
  }

  /**
   * Opens the microphone again where the system has another default, as an open track stays with its device. Only where the browser lists the
   * default: others may ask for the permission again (Firefox).
   */
  async #followDefault(): Promise<void> {
    const before = this.#default;
    const now = (this.#default = standardMicrophone(this.#list));
    const { microphone } = this.#users;
    const isChosen = microphone.deviceId !== undefined && microphone.deviceId !== 'default';
    if (!now || !before || now.groupId === before.groupId || isChosen || !microphone.open) return;
    // A device that was unplugged has been replaced already.
    if (microphone.label !== now.label) await microphone.select(microphone.deviceId).catch(() => undefined);
  }

  #lost(use: DeviceUse, lost: string | undefined): void {
    const now = this.#defaultFor(use)?.label;
    if (lost) this.#tell({ kind: 'lost', use, lost, ...defined({ now: now || undefined }) });
  }

  #tell(notice: DeviceNotice): void {
    const before = this.#notice;
    const now = this.#clock.elapsed();
    const isAside = before?.kind === notice.kind && RANK.indexOf(before.use) < RANK.indexOf(notice.use);
    if (isAside && now - this.#noticedAt < TOGETHER) return;
    this.#noticedAt = now;
    this.#notice = notice;
    this.#show(notice);
  }

  /** Returns the system's default device: some browsers list it by this id, others list it first. */
  #defaultFor(use: DeviceUse): Device | undefined {
    const devices = this.#list.lists[use === 'ringer' ? 'speaker' : use];
    return devices.find(({ deviceId }) => deviceId === 'default') ?? devices[0];
  }
}

/** Returns the system's default microphone where the browser lists it by this id. */
function standardMicrophone({ lists }: DeviceList): Device | undefined {
  return lists.microphone.find(({ deviceId }) => deviceId === 'default');
}
