/**
 * Options for making and answering calls.
 * Subjects: options of call() and answer(); PlayOptions.
 */

/** Options for answering a call. */
export interface AnswerOptions {
  /** What happens to the active call. Default `hold`. */
  others?: 'hold' | 'end';
  /** Additional header fields of the 200 response, as `Name: value`. */
  extraHeaders?: readonly string[];
  /** Answers without opening the microphone: the remote party hears nothing. Default: `listenOnly` of the phone. */
  listenOnly?: boolean;
  /** Sends the camera, and receives the video that is offered. Default false. */
  video?: boolean;
}

/** Options for making a call. */
export interface CallOptions {
  /** Additional header fields of the INVITE, as `Name: value`. */
  extraHeaders?: readonly string[];
  /** The URI of one of `identities` to call from. Default: the one that the user has chosen, or the account. */
  identity?: string;
  /** Withholds the caller's identity (RFC 3323). Default: the option `anonymous`, or the identity that the user has chosen. */
  anonymous?: boolean;
  /** Calls without a microphone and without a permission prompt: the remote party hears nothing. Default: `listenOnly` of the phone. */
  listenOnly?: boolean;
  /** Sends the camera. Default false. */
  video?: boolean;
}

/** Options for a message of the application inside a call. */
export interface CallMessageOptions {
  /** A media type without parameters, such as `application/json`. Default `text/plain`. */
  contentType?: string;
  /** Sends INFO of this package (RFC 6086), which the remote party must accept, instead of MESSAGE. */
  infoPackage?: string;
}

/** What `play()` plays: the URL of an audio file, its content, decoded audio, or a stream, which ends with its audio tracks. */
export type PlaySource = string | URL | Blob | AudioBuffer | MediaStream;

/** Options for playing into a call. */
export interface PlayOptions {
  /** `replace`: the remote party hears the file alone; `mix`: also the microphone. Default `replace`. */
  mode?: 'replace' | 'mix';
  /** Repeats the file until `stopPlaying()`. Default false. */
  loop?: boolean;
  /** The gain of the file, 0 to 1. Default 1. */
  volume?: number;
  /** Ends the playback when it aborts; the promise rejects with `canceled`. */
  signal?: AbortSignal;
}
