/**
 * The source of the audio that a call sends, and a lease of it (Media Capture and Streams §4.3).
 * Subjects: source of sent audio; track of the application as audio source.
 */

/** One use of a source. Each lease has its own track, so that muting one call does not mute another. */
export interface AudioLease {
  /** The current track; undefined while there is no device. */
  readonly track: MediaStreamTrack | undefined;
  /**
   * Calls `listener` when the track is replaced, because the device was changed or lost. The new track is enabled. Returns
   * a function that removes the listener.
   */
  onTrack(listener: (track: MediaStreamTrack | undefined) => void): () => void;
  /** Ends the lease and stops the track. The last lease releases the device. Safe to call twice. */
  release(): void;
}

export interface AudioSource {
  /** Whether `acquire` needs no permission prompt, so that a description need not wait for the device. Default false. */
  readonly granted?: boolean;
  /**
   * Opens the source, or shares an open one. Rejects with a `MicrophoneError`, or with the reason of `signal` when it is
   * aborted first; then no lease remains.
   */
  acquire(signal?: AbortSignal): Promise<AudioLease>;
}

/** Makes a user of a lease. Releases the lease where that throws. */
export function leased<T>(lease: AudioLease | undefined, make: () => T): T {
  try {
    return make();
  } catch (error) {
    lease?.release();
    throw error;
  }
}

/** Returns a source for a track of the application, such as a mix or a file; the track is cloned and never stopped. */
export function trackSource(track: MediaStreamTrack): AudioSource {
  return {
    acquire: () => {
      const own = track.clone();
      return Promise.resolve({ track: own, onTrack: () => () => undefined, release: () => own.stop() });
    },
  };
}
