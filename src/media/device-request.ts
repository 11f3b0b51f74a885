/**
 * Requests to the browser for a device: the chosen one where it is connected, and given up where it is no longer wanted.
 * Subjects: fallback from a missing device; getUserMedia prompt given up; device request, aborted.
 */

/**
 * One request to the browser for a device. The platform has no way to withdraw it (Media Capture and Streams §10.2), so a
 * request that was given up stops the track that still arrives.
 */
export class DeviceRequest {
  /** Resolves with the track. Rejects with the error of the request, or with the reason of `giveUp`. */
  readonly result: Promise<MediaStreamTrack>;
  #givenUp = false;
  #reject!: (reason: Error) => void;

  constructor(asked: Promise<MediaStreamTrack>) {
    this.result = new Promise((resolve, reject) => {
      this.#reject = reject;
      asked.then((track) => {
        if (this.#givenUp) track.stop();
        else resolve(track);
      }, reject);
    });
    this.result.catch(() => undefined);
  }

  /** Rejects `result` with `reason`. Does nothing after it has settled. */
  giveUp(reason: Error): void {
    this.#givenUp = true;
    this.#reject(reason);
  }
}

/** Settles with `work`; when `signal` is aborted first, calls `onAbort` and rejects with its reason. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, onAbort: () => void): Promise<T> {
  let listener!: () => void;
  const aborted = new Promise<never>((_resolve, reject) => {
    listener = () => {
      onAbort();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', listener);
  });
  try {
    const result = await Promise.race([work, aborted]);
    signal.throwIfAborted();
    return result;
  } finally {
    signal.removeEventListener('abort', listener);
  }
}

/**
 * Calls `ask` with the id as an `exact` constraint, and again without it where the device is not connected. Not `ideal`,
 * with which Chromium 156 opens the system's default. Rejects as `getUserMedia` does.
 */
export async function openPreferred(
  deviceId: string | undefined,
  ask: (id: { deviceId?: ConstrainDOMString }) => Promise<MediaStream>,
): Promise<MediaStream> {
  if (!deviceId) return ask({});
  try {
    return await ask({ deviceId: { exact: deviceId } });
  } catch (error) {
    const { name } = error as { name?: string };
    if (name !== 'OverconstrainedError' && name !== 'NotFoundError') throw error;
    return ask({});
  }
}
