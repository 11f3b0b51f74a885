/** How calls are made and answered. */

/** How a call is answered. */
export interface AnswerOptions {
  /** What happens to the call that is up now. Default `hold`. */
  others?: 'hold' | 'end';
  /** Own header fields for the 200, as `Name: value`. */
  extraHeaders?: readonly string[];
  /** Without a microphone: the far side hears nothing, and nobody is asked. Default: `listenOnly` of the phone. */
  listenOnly?: boolean;
  /** Show the camera, and take the picture that is offered. Default false. */
  video?: boolean;
}

/** How a call is made. */
export interface CallOptions {
  /** Own header fields for the INVITE, as `Name: value`. */
  extraHeaders?: readonly string[];
  /** Withhold the caller's identity (RFC 3323). Default false. */
  anonymous?: boolean;
  /** Without a microphone: the far side hears nothing, and nobody is asked. Default: `listenOnly` of the phone. */
  listenOnly?: boolean;
  /** Show the camera. Default false. */
  video?: boolean;
}
