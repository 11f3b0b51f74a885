/** Options for making and answering calls. */

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
  /** Withholds the caller's identity (RFC 3323). Default false. */
  anonymous?: boolean;
  /** Calls without a microphone and without a permission prompt: the remote party hears nothing. Default: `listenOnly` of the phone. */
  listenOnly?: boolean;
  /** Sends the camera. Default false. */
  video?: boolean;
}
