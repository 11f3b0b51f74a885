/**
 * Whether the microphone may be used: the permission of the browser, and the results of requests (Permissions §6).
 * Subjects: microphone permission state; permission query; insecure context without microphone; reason why no device can be asked
 * for.
 */

import { isFrameWithoutOrigin, policyBlock, type DeviceErrorReason, type PolicyBlock } from './errors.js';

/** The state of the permission and the device, as far as it is known. */
export type MicrophoneState = 'unknown' | 'asking' | 'granted' | Exclude<DeviceErrorReason, 'unknown' | 'unsupported'>;

export class MicrophonePermission {
  #state: MicrophoneState = 'unknown';
  #permission: PermissionStatus | undefined;
  /** Changes with each `close()`. */
  #turn = 0;

  /** `changed` is called at each change of the state. */
  constructor(private readonly changed: (state: MicrophoneState) => void) {}

  get state(): MicrophoneState {
    return this.#state;
  }

  /** Reads the permission without a prompt, and observes its changes. Resolves with the state. */
  async check(): Promise<MicrophoneState> {
    const blocked = blockedReason();
    if (blocked) return this.become(blocked);
    // Its permission says `granted`, and no request succeeds: only a request shows the state.
    if (isFrameWithoutOrigin()) return this.#state;
    const turn = this.#turn;
    let permission: PermissionStatus;
    try {
      permission = await navigator.permissions.query({ name: 'microphone' as PermissionName });
    } catch {
      return this.#state; // The browser does not support the query: only a request shows the state.
    }
    if (turn !== this.#turn) return this.#state;
    this.#permission ??= permission;
    this.#permission.onchange = () => this.#read();
    this.#read();
    return this.#state;
  }

  /** Sets the state to the result of a request. */
  become(state: MicrophoneState): MicrophoneState {
    if (state === this.#state) return state;
    this.#state = state;
    this.changed(state);
    return state;
  }

  /** The request was given up, and its permission prompt may remain. */
  stopAsking(): void {
    if (this.#state !== 'asking') return;
    this.become('unknown');
    if (this.#permission) this.#read();
  }

  /** Stops observing the permission. */
  close(): void {
    this.#turn++;
    if (this.#permission) this.#permission.onchange = null;
    this.#permission = undefined;
  }

  #read(): void {
    if (this.#state === 'asking') return; // The result of the request is more precise.
    if (this.#permission?.state === 'denied') this.become(policyBlock('microphone') ?? 'denied');
    else if (this.#permission?.state === 'granted') this.become('granted');
    else if (this.#state === 'denied' || this.#state === 'granted') this.become('unknown');
  }
}

/** Returns why no device can be requested; undefined where it can. */
export function blockedReason(): 'insecure' | PolicyBlock | undefined {
  // `mediaDevices` exists in secure contexts only (Media Capture and Streams §10.1).
  if (!globalThis.isSecureContext || !(navigator.mediaDevices as MediaDevices | undefined)) return 'insecure';
  return policyBlock('microphone');
}
