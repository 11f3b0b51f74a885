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
