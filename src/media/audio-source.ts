/** Where the sound that a call sends comes from, and the right to use it for a while. */

/** One use of a source. Each lease has a track of its own, so that muting one call does not mute another. */
export interface AudioLease {
  /** The track at this moment; absent while there is no device. */
  readonly track: MediaStreamTrack | undefined;
  /**
   * Calls `listener` when the track becomes another one, because of another device or a lost one. The new one is
   * enabled, whatever the old one was. Returns what stops it.
   */
  onTrack(listener: (track: MediaStreamTrack | undefined) => void): () => void;
  /** Gives the right back and stops the track. The device is let go with the last lease. Safe to call twice. */
  release(): void;
}

export interface AudioSource {
  /** Whether `acquire` will ask nobody: then a description need not wait for the device to start. Default false. */
  readonly granted?: boolean;
  /**
   * Opens the source or joins in its use. Rejects with a `MicrophoneError`; where `signal` is aborted before, with its
   * reason, and nothing stays open for the caller.
   */
  acquire(signal?: AbortSignal): Promise<AudioLease>;
}

/** A source made of a track that somebody else owns, such as a mix or a file; it is cloned and never stopped. */
export function trackSource(track: MediaStreamTrack): AudioSource {
  return {
    acquire: () => {
      const own = track.clone();
      return Promise.resolve({ track: own, onTrack: () => () => undefined, release: () => own.stop() });
    },
  };
}
