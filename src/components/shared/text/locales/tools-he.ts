/** עברית: עזרה. Hebrew: what helps. */

import type { CheckRow, CheckWord, ToolWords } from './translation.js';

const rows: Record<CheckRow, string> = {
  account: 'חשבון',
  server: 'שרת',
  microphone: 'מיקרופון',
  relay: 'ממסר',
  notifications: 'התראות',
};

const checks: Record<CheckWord, string> = {
  ready: 'מחובר לחשבון',
  connecting: 'מתחבר לחשבון…',
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

export const tools: ToolWords = {
  diagnostics: 'בדיקת חיבור',
  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'תקין',
  warning: 'אזהרה',
  fault: 'תקלה',
  allGood: 'הכול פועל',
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

  callsFromThisPage: (number) => `חיוג אל \u2066${number}\u2069 מהדף הזה`,
  notCalledFromPages: (number) => `לא ניתן להתקשר אל \u2066${number}\u2069 מדף`,
  callThisNumber: 'להתקשר למספר הזה?',
  callThisNumberWhy: 'הדף הוא שמתחיל את השיחה, והמספר הזה לא מופיע בטקסט שלו. שיחה עלולה לעלות כסף.',
  serviceCode: 'לא ניתן לחייג את הקוד הזה מדף',
  serviceCodeWhy:
    'קוד שירות יכול לשנות את הגדרות הקו שלך, למשל לאן השיחות מופנות. אפשר לחייג אותו בלוח החיוג אם רוצים בכך.',
  framedPhone: 'טלפון',
};
