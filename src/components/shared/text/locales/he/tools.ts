/** עברית: Hebrew, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { CheckRow, CheckWord, ToolWords } from '../translation.js';

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
  checking: 'בודק…',
  unsupported: 'אין תמיכה בדפדפן הזה',
};

const tools: ToolWords = {
  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'ברירת המחדל של המערכת',
  notConnected: (label) => `${label} (לא מחובר)`,
  chosenDevice: 'ההתקן שנבחר',
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
  copyAll: 'העתקת הכול',
  download: 'הורדה',
  pause: 'השהיה',
  continueTrace: 'המשך',
};

export default tools;
