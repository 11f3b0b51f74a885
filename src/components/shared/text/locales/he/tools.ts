/** עברית: Hebrew, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import { fromRightToLeft } from '../from-right-to-left.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure, ToolWords } from '../translation.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: 'מיקרופון',
  speaker: 'רמקול',
  ringer: 'רמקול',
  camera: 'מצלמה',
};

const testOf = { microphone: 'בדיקת המיקרופון', speaker: 'בדיקת הרמקול', ringer: 'בדיקת הצלצול' } as const;

const rows: Record<CheckRow, string> = {
  account: 'חשבון',
  server: 'שרת',
  microphone: 'מיקרופון',
  relay: 'ממסר',
  notifications: 'התראות',
};

const checks: Record<CheckWord, string> = {
  ready: 'מחובר לחשבון',
  offline: 'ממתין לחיבור',
  refused: 'ההתחברות נדחתה: יש לבדוק את שם המשתמש והסיסמה',
  unconfigured: 'לא מוגדר',
  elsewhere: 'פעיל בכרטיסייה אחרת',
  stopped: 'מנותק מהחשבון',
  connected: 'מחובר',
  'not-connected': 'אין גישה',
  idle: 'לא מחובר',
  granted: 'אפשר להשתמש',
  ask: 'עדיין אין אישור',
  denied: 'חסימה באתר הזה',
  missing: 'לא נמצא',
  insecure: 'הדף הזה חייב להשתמש ב-https',
  frame: 'למסגרת הזו אין הרשאה לכך',
  policy: 'האתר אינו מאפשר זאת',
  'in-use': 'בשימוש של תוכנה אחרת',
  'no-relay': 'לא הוגדר: שיחות עלולות להיכשל ברשתות מוגבלות',
  'relay-works': 'פועל',
  'relay-fails': 'אין גישה: שיחות עלולות להיכשל ברשתות מוגבלות',
  'echo-works': 'הקול שלך חוזר',
  'echo-fails': 'לא חזר קול',
  checking: 'בודק…',
  unsupported: 'אין תמיכה בדפדפן הזה',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: 'מיקרופון',
  speaker: 'רמקול',
  ringer: 'התקן לצלצול',
  camera: 'מצלמה',
};

const figures: Record<QualityFigure, string> = {
  codec: 'קודק',
  path: 'נתיב',
  roundTrip: 'זמן הלוך ושוב',
  jitter: 'ריצוד',
  lossIn: 'אובדן מנות (בקבלה)',
  lossOut: 'אובדן מנות (בשליחה)',
  mos: 'איכות (1 עד 4.5)',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: 'יש ללחוץ על הסימן המסומן בשורת הכתובת.\nיש להפעיל את המיקרופון.',
  firefox: 'יש ללחוץ על המיקרופון המחוק בקו בשורת הכתובת.\nיש להסיר את החסימה ליד המיקרופון.',
  safari: 'יש לפתוח את הגדרות האתר בשורת הכתובת.\nיש לבחור באפשרות ״אישור״ עבור המיקרופון.',
  other: 'יש לפתוח את הגדרות האתר בדפדפן.\nיש לאשר את המיקרופון.',
};

const tools: ToolWords = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: 'המיקרופון שלך מושתק.',
  recordingLost: 'ההקלטה התחילה מחדש: מה שהוקלט לפני טעינת הדף אבד.',
  recordingStopped: 'ההקלטה נעצרה עם טעינת הדף, ומה שהוקלט אבד.',
  noAudioPath: 'לא עובר שום קול.',
  connectOthers: 'יציאה וחיבור ביניהם',
  weakLocal: 'החיבור *שלך* חלש: ייתכן שלא שומעים אותך.',
  weakRemote: 'הקול מהצד *השני* באיכות ירודה.',
  weakSomewhere: 'החיבור חלש.',
  moveCloser: 'כדאי להתקרב לנתב או לכבות את ה-Wi-Fi.',
  noMicrophoneAudio: (device) => (device ? `לא נשמע דבר מההתקן ״${device}״.` : 'לא נשמע דבר מהמיקרופון שלך.'),
  changeMicrophone: 'החלפת מיקרופון',
  deviceLost: (lost, now) => (now ? `ההתקן ${lost} נותק. עכשיו בשימוש: ${now}.` : `ההתקן ${lost} נותק.`),
  deviceBack: (now) => `ההתקן ${now} שוב בשימוש.`,
  endCall: 'סיום השיחה',
  recordingReady: 'ההקלטה מוכנה.',
  saveRecording: 'שמירת ההקלטה',
  qualityFigure: (figure) => figures[figure],
  networkPath: (path) => (path === 'relay' ? 'דרך ממסר' : 'ישיר'),
  microphoneSteps: (browser) => microphoneSteps[browser],
  deviceUse: (use) => deviceUse[use],
  playing: 'משמיע…',

  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'ברירת מחדל',
  notConnected: 'לא מחובר',
  browserChoosesOutput: 'הדפדפן הזה בוחר מאיפה יוצא הקול.',
  deviceRefused: 'לא ניתן להשתמש בהתקן הזה כרגע.',
  volume: (use) => (use === 'ringer' ? 'עוצמת הצלצול' : 'עוצמת הקול'),
  levelOut: 'עוצמת המיקרופון שלך',
  levelIn: 'עוצמת הקול הנשמע',
  test: 'בדיקה',
  testOf: (use) => testOf[use],
  speakNow: (seconds) => `אפשר לדבר עכשיו… ${seconds}`,
  testFailed: 'לא ניתן לבצע את הבדיקה.',
  reduceNoise: 'הפחתת רעש',
  removeEcho: 'הסרת הד',
  adjustLevel: 'כוונון עוצמת המיקרופון',
  ringtone: 'צלצול',
  silent: 'שקט',
  echoTest: 'בדיקת הד',
  callersHearBusy: 'המתקשרים יקבלו הודעה שהקו תפוס',
  connectionCheck: 'בדיקת חיבור',
  connectionCheckOf: 'חשבון, שרת, מיקרופון, ממסר',

  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'תקין',
  warning: 'אזהרה',
  fault: 'תקלה',
  report: 'דוח',
  copyReport: 'העתקת הדוח',
  copied: 'הועתק',
  cannotCopy: 'הדפדפן הזה לא מאפשר לדף להעתיק. אפשר לסמן את הטקסט במקום זאת.',
  allowMicrophone: 'אישור המיקרופון',
  allowNotifications: 'אישור ההתראות',

  trace: 'הודעות SIP',
  traceMessages: (count) => (count === 1 ? 'הודעה אחת' : `${count} הודעות`),
  noTraceYet: 'אין עדיין הודעות',
  thisPhone: 'טלפון',
  theServer: 'שרת',
  others: 'אחרים',
  copyMessage: 'העתקת ההודעה',
  previousMessage: 'ההודעה הקודמת',
  nextMessage: 'ההודעה הבאה',
  copyAll: 'העתקת הכול',
  download: 'הורדה',
  pause: 'השהיה',
  continueTrace: 'המשך',
};

export default fromRightToLeft(tools);
