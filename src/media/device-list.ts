/** What is plugged in (Media Capture and Streams §9), and which of it a person has chosen: remembered, found again, followed as it comes and goes. */

import { systemClock, type Clock, type Timer } from '../sip/base/clock.js';
import { Emitter } from '../sip/base/emitter.js';

export interface Device {
  readonly deviceId: string;
  /** Empty until there is a permission for its kind. */
  readonly label: string;
  readonly groupId: string;
}

export interface DeviceLists {
  readonly microphone: readonly Device[];
  readonly speaker: readonly Device[];
  readonly camera: readonly Device[];
}

/** What a device can be chosen for. The ringer is a speaker that may be another one. */
export type DeviceUse = 'microphone' | 'speaker' | 'ringer' | 'camera';

/** The choices, as they are remembered. */
export type DeviceChoices = Partial<Record<DeviceUse, Device>>;

/** Where choices survive the page: `localStorage` behind a key, or whatever the application has. */
export interface DeviceMemory {
  read(): DeviceChoices;
  write(choices: DeviceChoices): void;
}

/** What takes a choice: a `Microphone`, a `Speaker`, or anything else with a `select`. */
export interface Selectable {
  readonly deviceId: string | undefined;
  select(deviceId: string | undefined): Promise<void>;
}

export type DeviceListEvents = {
  change: [lists: DeviceLists];
  /** A chosen device is gone; the system's default does its work until it is back. */
  lost: [use: DeviceUse, device: Device];
  /** A chosen device is back and does its work again. */
  back: [use: DeviceUse, device: Device];
};

/** Plugging one headset in brings several events. */
const SETTLE = 300;

const NONE: DeviceLists = { microphone: [], speaker: [], camera: [] };

export interface DeviceListOptions {
  /** Who is told of a choice, by use. */
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

  /** What was plugged in at the last `refresh()`. */
  get lists(): DeviceLists {
    return this.#lists;
  }

  /** The device that was chosen for a use, whether it is there or not; undefined for the system's default. */
  chosen(use: DeviceUse): Device | undefined {
    return this.#choices[use];
  }

  /** Chooses a device, or the system's default, now and for the next visits. Rejects as `select` of its user does. */
  async choose(use: DeviceUse, device: Device | undefined): Promise<void> {
    const { [use]: _, ...others } = this.#choices;
    this.#choices = device ? { ...others, [use]: plain(device) } : others;
    this.#memory?.write(this.#choices);
    this.#lost.delete(use);
    await this.#users[use]?.select(device?.deviceId);
  }

  /** Reads what is plugged in and gives each use its device. Call it again after a permission, which brings the names. */
  refresh(): Promise<DeviceLists> {
    // One after another, so that no older list follows a newer one.
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
    // Before a permission the list is empty or has no names: that does not mean that the device is gone.
    if (!choice || !user || list.length === 0) return;
    const found = findAgain(choice, list);
    if (!found && !this.#lost.has(use)) {
      this.#lost.add(use);
      this.emit('lost', use, choice);
    } else if (found && this.#lost.delete(use)) this.emit('back', use, found);
    if (user.deviceId === found?.deviceId) return;
    // Who could not take a device has said so by an event or error of its own and stays with what it has.
    await user.select(found?.deviceId).catch(() => undefined);
  }

  #later(): void {
    this.#timer?.cancel();
    this.#timer = this.#clock.after(SETTLE, () => void this.refresh().catch(() => undefined));
  }
}

/**
 * The device that was meant: by its id; else, because ids change when a person clears site data, by name and group, then
 * by name alone. Undefined where it is not there.
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

/** Remembers choices in a `Storage` of the platform. What cannot be read or written counts as never chosen. */
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
        // Full or forbidden: the choice holds until the page is left.
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

/** Absent in an insecure context, and outside a page. */
function devices(): MediaDevices | undefined {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.mediaDevices;
}
