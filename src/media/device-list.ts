/**
 * The connected devices (Media Capture and Streams §9) and the user's choices: stored, and followed as devices connect and
 * disconnect.
 * Subjects: connected devices; headset plugged in or unplugged; stored device choice; device with a new id, found by its label; devicechange; wait after devicechange;
 * default device.
 */

import { systemClock, type Clock, type Timer } from '../sip/base/clock.js';
import { Emitter } from '../sip/base/emitter.js';

export interface Device {
  readonly deviceId: string;
  /** Empty without a permission for its kind. */
  readonly label: string;
  readonly groupId: string;
}

export interface DeviceLists {
  readonly microphone: readonly Device[];
  readonly speaker: readonly Device[];
  readonly camera: readonly Device[];
}

/** The use of a device. `ringer` is the speaker of incoming calls, which may be another one. */
export type DeviceUse = 'microphone' | 'speaker' | 'ringer' | 'camera';

/** The stored choices. */
export type DeviceChoices = Partial<Record<DeviceUse, Device>>;

/** Persistent storage of choices: `localStorage` with a key (`storageMemory`), or one of the application. */
export interface DeviceMemory {
  read(): DeviceChoices;
  write(choices: DeviceChoices): void;
}

/** An object that uses a device, such as `Microphone` or `Speaker`. */
export interface Selectable {
  readonly deviceId: string | undefined;
  select(deviceId: string | undefined): Promise<void>;
}

export type DeviceListEvents = {
  change: [lists: DeviceLists];
  /** A chosen device was disconnected; the system's default is used until it is back. */
  lost: [use: DeviceUse, device: Device];
  /** A chosen device is connected and used again. */
  back: [use: DeviceUse, device: Device];
};

/** ms to wait after `devicechange`, as one headset causes several events. */
const SETTLE = 300;

const NONE: DeviceLists = { microphone: [], speaker: [], camera: [] };

export interface DeviceListOptions {
  /** The objects that use the chosen devices, by use. */
  users?: Partial<Record<DeviceUse, Selectable>>;
  memory?: DeviceMemory | undefined;
  clock?: Clock | undefined;
}

export class DeviceList extends Emitter<DeviceListEvents> {
  readonly #users: Partial<Record<DeviceUse, Selectable>>;
  readonly #memory: DeviceMemory | undefined;
  readonly #clock: Clock;
  readonly #lost = new Set<DeviceUse>();
  readonly #onChange = (): void => this.#later();
  #choices: DeviceChoices;
  #lists: DeviceLists = NONE;
  #timer: Timer | undefined;
  #reading: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: DeviceListOptions = {}) {
    super();
    this.#users = options.users ?? {};
    this.#memory = options.memory;
    this.#clock = options.clock ?? systemClock;
    this.#choices = this.#memory?.read() ?? {};
    devices()?.addEventListener('devicechange', this.#onChange);
  }

  /** The devices that were connected at the last `refresh()`. */
  get lists(): DeviceLists {
    return this.#lists;
  }

  /** Returns the device chosen for a use, connected or not; undefined for the system's default. */
  chosen(use: DeviceUse): Device | undefined {
    return this.#choices[use];
  }

  /** Chooses a device, or the system's default with undefined, and stores the choice. Rejects as `select` does. */
  async choose(use: DeviceUse, device: Device | undefined): Promise<void> {
    const { [use]: _, ...others } = this.#choices;
    this.#choices = device ? { ...others, [use]: plain(device) } : others;
    this.#memory?.write(this.#choices);
    this.#lost.delete(use);
    await this.#users[use]?.select(device?.deviceId);
  }

  /** Reads the stored choices again, which another tab has changed. Rejects as `select` does. */
  async recall(): Promise<void> {
    const before = this.#choices;
    const now = (this.#choices = this.#memory?.read() ?? {});
    const uses = ['microphone', 'speaker', 'ringer', 'camera'] as const satisfies readonly DeviceUse[];
    const changed = uses.filter((use) => before[use]?.deviceId !== now[use]?.deviceId);
    for (const use of changed) this.#lost.delete(use);
    await Promise.all(changed.map((use) => this.#users[use]?.select(now[use]?.deviceId)));
  }

  /** Reads the connected devices and selects the chosen ones. Call it again after a permission, which reveals the labels. */
  refresh(): Promise<DeviceLists> {
    // Sequential, so that an older list does not replace a newer one.
    const reading = this.#reading.then(() => this.#read());
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  async #read(): Promise<DeviceLists> {
    const found = (await devices()?.enumerateDevices()) ?? [];
    const of = (kind: MediaDeviceKind): Device[] =>
      found.filter((device) => device.kind === kind && device.deviceId !== '').map(plain);
    const lists = { microphone: of('audioinput'), speaker: of('audiooutput'), camera: of('videoinput') };
    if (this.#closed) return this.#lists;
    const isNew = JSON.stringify(lists) !== JSON.stringify(this.#lists);
    this.#lists = lists;
    for (const use of Object.keys(this.#choices) as DeviceUse[]) await this.#follow(use);
    if (isNew) this.emit('change', lists);
    return lists;
  }

  close(): void {
    this.#closed = true;
    devices()?.removeEventListener('devicechange', this.#onChange);
    this.#timer?.cancel();
  }

  async #follow(use: DeviceUse): Promise<void> {
    const choice = this.#choices[use];
    const list = this.#lists[use === 'ringer' ? 'speaker' : use];
    const user = this.#users[use];
    // Without a permission the list is empty, which does not mean that the device was disconnected.
    if (!choice || !user || list.length === 0) return;
    const found = findAgain(choice, list);
    if (!found && !this.#lost.has(use)) {
      this.#lost.add(use);
      this.emit('lost', use, choice);
    } else if (found && this.#lost.delete(use)) this.emit('back', use, found);
    if (user.deviceId === found?.deviceId) return;
    // The user of the device reports a failure itself and keeps its device.
    await user.select(found?.deviceId).catch(() => undefined);
  }

  #later(): void {
    this.#timer?.cancel();
    this.#timer = this.#clock.after(SETTLE, () => void this.refresh().catch(() => undefined));
  }
}

/**
 * Returns the chosen device: by id; else, as ids change when the user clears site data, by label and group, then by label.
 * Undefined where it is not connected.
 */
export function findAgain(choice: Device, list: readonly Device[]): Device | undefined {
  const { deviceId, label, groupId } = choice;
  return (
    list.find((device) => device.deviceId === deviceId) ??
    (label === ''
      ? undefined
      : (list.find((device) => device.label === label && device.groupId === groupId) ??
        list.find((device) => device.label === label)))
  );
}

/** Returns the device that an option names: by id, else by label in upper or lower case. Undefined where it is not connected. */
export function findNamed(list: readonly Device[], name: string): Device | undefined {
  const label = name.toLowerCase();
  return list.find(({ deviceId }) => deviceId === name) ?? list.find((device) => device.label.toLowerCase() === label);
}

/** Stores choices in a `Storage` of the platform. Errors are ignored; unreadable data counts as no choice. */
export function storageMemory(storage: Storage, key: string): DeviceMemory {
  return {
    read: () => {
      try {
        return readChoices(JSON.parse(storage.getItem(key) ?? '{}'));
      } catch {
        return {};
      }
    },
    write: (choices) => {
      try {
        storage.setItem(key, JSON.stringify(choices));
      } catch {
        // Full or forbidden: the choice lasts until the page is unloaded.
      }
    },
  };
}

function readChoices(value: unknown): DeviceChoices {
  const choices: DeviceChoices = {};
  if (typeof value !== 'object' || value === null) return choices;
  for (const use of ['microphone', 'speaker', 'ringer', 'camera'] as const) {
    const { deviceId, label, groupId } = ((value as Record<string, unknown>)[use] ?? {}) as Record<string, unknown>;
    if (typeof deviceId === 'string' && typeof label === 'string' && typeof groupId === 'string')
      choices[use] = { deviceId, label, groupId };
  }
  return choices;
}

function plain({ deviceId, label, groupId }: Device): Device {
  return { deviceId, label, groupId };
}

/** `mediaDevices`; undefined in an insecure context and outside a document. */
function devices(): MediaDevices | undefined {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.mediaDevices;
}
