/**
 * The devices of the phone in memory: what is asked of them is written down and shown.
 * Subjects: devices in memory.
 */

import { PhoneError } from '../../src/phone/phone-error.js';
import type { AudioProcessing, AudioTest, DevicesState, DeviceUse, Ringer } from '../../src/phone/state.js';
import type { DevicesLike } from '../../src/components/shared/phone/phone-like.js';
import { elementClock } from '../../src/components/shared/time/time.js';
import type { FakePhone } from './fake-phone.js';

export class FakeDevices implements DevicesLike {
  /** What `meter()` measures. */
  level = 0.2;
  /** Ids of devices that cannot be used. */
  readonly broken = new Set<string>();
  #endTest: () => void = () => undefined;

  constructor(private readonly phone: FakePhone) {}

  refresh(): Promise<void> {
    this.phone.did.push('refresh devices');
    return Promise.resolve();
  }

  choose(use: DeviceUse, deviceId: string | undefined): Promise<void> {
    this.phone.did.push(`choose ${use} ${String(deviceId)}`);
    if (this.broken.has(deviceId ?? '')) return Promise.reject(new PhoneError('microphone-missing'));
    const { [use]: _, ...others } = this.phone.state.devices.chosen;
    this.patch({ chosen: deviceId === undefined ? others : { ...others, [use]: deviceId } });
    return Promise.resolve();
  }

  setRinger(ringer: Ringer | undefined): void {
    this.phone.did.push(`ringer ${ringer}`);
    this.patch({ ringer });
  }

  setVolume(use: 'speaker' | 'ringer', volume: number): void {
    this.phone.did.push(`volume ${use} ${volume}`);
    this.patch({ volume: { ...this.phone.state.devices.volume, [use]: volume } });
  }

  setProcessing(changes: Partial<AudioProcessing>): Promise<void> {
    this.phone.did.push(`processing ${JSON.stringify(changes)}`);
    this.patch({ processing: { ...this.phone.state.devices.processing, ...changes } });
    return Promise.resolve();
  }

  dismissNotice(): void {
    this.phone.did.push('dismissNotice');
    this.patch({ notice: undefined });
  }

  /** Goes on until `stopTest()`. */
  test(kind: AudioTest['kind']): Promise<void> {
    this.phone.did.push(`test ${kind}`);
    const endsAt = elementClock().now() + 5000;
    this.patch({ test: kind === 'microphone' ? { kind, status: 'recording', endsAt } : { kind, status: 'playing' } });
    return new Promise((resolve) => (this.#endTest = resolve));
  }

  stopTest(): void {
    this.phone.did.push('stopTest');
    this.patch({ test: undefined });
    this.#endTest();
  }

  meter(): Promise<{ level(): number; close(): void }> {
    this.phone.did.push('meter');
    return Promise.resolve({ level: () => this.level, close: () => void this.phone.did.push('close meter') });
  }

  patch(changes: Partial<DevicesState>): void {
    this.phone.set({ devices: { ...this.phone.state.devices, ...changes } });
  }
}
