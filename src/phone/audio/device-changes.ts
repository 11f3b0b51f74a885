/** Notices of devices that are disconnected or return: one for a headset that is several devices, with its replacement. */

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
  #isMicrophoneGone = false;

  constructor(list: DeviceList, users: NoticedDevices, clock: Clock, show: (notice: DeviceNotice | undefined) => void) {
    this.#list = list;
    this.#users = users;
    this.#clock = clock;
    this.#show = show;
    const { microphone, speaker, ringer } = users;
    list.on('change', () => {
      if (this.#isMicrophoneGone && list.lists.microphone.length > 0) void this.#openAgain();
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
      this.#tell({ kind: 'lost', use: 'microphone', lost, ...(now === undefined ? {} : { now }) });
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
    const now = microphone.label;
    lease?.release();
    if (microphone.open && now) this.#tell({ kind: 'back', use: 'microphone', now });
  }

  #lost(use: DeviceUse, lost: string | undefined): void {
    const now = this.#defaultFor(use)?.label;
    if (lost) this.#tell({ kind: 'lost', use, lost, ...(now ? { now } : {}) });
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
