/**
 * Causes for the end of a call and for other failed commands.
 * Subjects: causes, list; Cause type.
 */

/** Why a call ended, an account was refused or a command failed. `CAUSE_WORDS` has a plain sentence for each. */
export type Cause =
  | 'hung-up' // ended normally by either party
  | 'transferred' // transferred to another party (REFER)
  | 'canceled' // cancelled by the caller on this phone
  | 'missed' // cancelled by the remote caller before it was answered
  | 'forwarded' // redirected to another target while it rang (302)
  | 'answered-elsewhere' // Reason: SIP;cause=200 (RFC 3326)
  | 'busy' // 486, 600, Q.850 17
  | 'declined' // 603, Q.850 21
  | 'no-answer' // 480 after ringing, 408 from a callee, Q.850 19, `noAnswerTimeout`
  | 'unavailable' // 480
  | 'not-found' // 404, 485, 604, Q.850 1
  | 'gone' // 410
  | 'incomplete' // 484
  | 'not-allowed' // 401, 403, 407 on a call
  | 'password-withheld' // 401 or 407 that the configuration forbids to answer
  | 'sign-in-refused' // the same on a call of an account whose registrar refused the credentials
  | 'password-unavailable' // the credentials source failed or took too long
  | 'incompatible' // 400, 415, 420, 488, 606
  | 'already-ended' // 481
  | 'loop' // 482, 483
  | 'blocked' // 607, 608; incoming: option `blockedCallers`
  | 'server-error' // 500, 502, 503, 504, 513
  | 'timeout' // no response from the server
  | 'no-connection' // the WebSocket is not connected
  | 'no-audio-path' // answered, but ICE or DTLS failed
  | 'connection-lost' // media lost for 40 s, or the dialog no longer exists at the remote party (RFC 5057 §5.1)
  | 'ended-meanwhile' // ended by the remote party while the next page was loading
  | 'not-resumed' // the next page could not take the call over
  | 'resumed-too-late' // the next page came after more than 60 s
  | 'left-unanswered' // the page was left before the call was answered
  | 'not-signed-in' // the next page was not registered in time
  | 'microphone-denied'
  | 'microphone-missing'
  | 'microphone-insecure' // the page is not https
  | 'microphone-frame' // the permissions policy of the frame forbids it
  | 'microphone-sandbox' // the frame is sandboxed without `allow-same-origin`
  | 'microphone-policy' // the Permissions-Policy header of the page forbids it
  | 'no-webrtc' // the browser or test environment has no WebRTC
  | 'failed'; // any other cause
