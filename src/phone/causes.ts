/** Why a call, or anything else that a person asked for, did not come about. */

/** Why an account is refused or a call failed, in kinds that have plain words (see the components' dictionaries). */
export type Cause =
  | 'hung-up' // ended normally by either side
  | 'transferred' // handed over to somebody else (REFER)
  | 'canceled' // we cancelled before it was answered
  | 'missed' // the caller gave up before we answered
  | 'forwarded' // passed on to somebody else while it rang (302)
  | 'answered-elsewhere' // Reason: SIP;cause=200 (RFC 3326)
  | 'busy' // 486, 600, Q.850 17
  | 'declined' // 603, Q.850 21
  | 'no-answer' // 480 after ringing, 408 from a callee, Q.850 19, our own limit
  | 'unavailable' // 480
  | 'not-found' // 404, 485, 604, Q.850 1
  | 'gone' // 410
  | 'incomplete' // 484
  | 'not-allowed' // 401, 403, 407 on a call
  | 'password-withheld' // 401 or 407 that the configuration forbids to answer
  | 'password-unavailable' // the credentials source failed or took too long
  | 'incompatible' // 400, 415, 420, 488, 606
  | 'already-ended' // 481
  | 'loop' // 482, 483
  | 'blocked' // 607, 608
  | 'server-error' // 500, 502, 503, 504, 513
  | 'timeout' // the server did not answer
  | 'no-connection' // the socket is down
  | 'no-audio-path' // answered, but ICE or DTLS failed
  | 'microphone-denied'
  | 'microphone-missing'
  | 'microphone-insecure' // the page is not https
  | 'microphone-frame' // the frame's permissions policy forbids it
  | 'failed'; // anything else
