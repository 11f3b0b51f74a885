/** العربية: المساعدة. Arabic: what helps. */

import type { CheckRow, CheckWord, ToolWords } from './translation.js';

const rows: Record<CheckRow, string> = {
  account: 'الحساب',
  server: 'الخادم',
  microphone: 'الميكروفون',
  relay: 'المُرحِّل',
  notifications: 'الإشعارات',
};

const checks: Record<CheckWord, string> = {
  ready: 'تم تسجيل الدخول',
  connecting: 'جارٍ تسجيل الدخول…',
  offline: 'بانتظار الاتصال',
  refused: 'رُفض تسجيل الدخول: تحقق من الاسم وكلمة المرور',
  unconfigured: 'غير مُعدّ',
  elsewhere: 'نشط في تبويب آخر',
  stopped: 'تم تسجيل الخروج',
  connected: 'متصل',
  'not-connected': 'لا يمكن الوصول إليه',
  idle: 'غير متصل',
  granted: 'يمكن استخدامه',
  ask: 'لم يُسمح به بعد',
  denied: 'محظور لهذا الموقع',
  missing: 'لم يُعثر على أي منها',
  insecure: 'يجب أن تستخدم هذه الصفحة https',
  frame: 'لا يجوز لهذا الإطار استخدامه',
  policy: 'هذا الموقع لا يسمح به',
  'in-use': 'برنامج آخر يستخدمه',
  'no-relay': 'غير محدد: قد تفشل المكالمات في الشبكات المقيّدة',
  'relay-works': 'يعمل',
  'relay-fails': 'لا يمكن الوصول إليه: قد تفشل المكالمات في الشبكات المقيّدة',
  checking: 'جارٍ التحقق…',
  unsupported: 'لا يدعمها هذا المتصفح',
};

export const tools: ToolWords = {
  diagnostics: 'فحص الاتصال',
  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'جيد',
  warning: 'تحذير',
  fault: 'عطل',
  allGood: 'كل شيء يعمل',
  report: 'تقرير',
  copyReport: 'نسخ التقرير',
  copied: 'تم النسخ',
  cannotCopy: 'لا يسمح هذا المتصفح للصفحة بالنسخ. حدّد النص بدلًا من ذلك.',
  allowMicrophone: 'السماح بالميكروفون',
  allowNotifications: 'السماح بالإشعارات',

  trace: 'رسائل SIP',
  traceMessages: (count) => `عدد الرسائل: ${count}`,
  noTraceYet: 'لا رسائل بعد',
  thisPhone: 'الهاتف',
  theServer: 'الخادم',
  others: 'غيرهم',
  copyMessage: 'نسخ الرسالة',
  copyAll: 'نسخ الكل',
  download: 'تنزيل',
  pause: 'إيقاف مؤقت',
  continueTrace: 'متابعة',

  callsFromThisPage: (number) => `الاتصال بالرقم \u2066${number}\u2069 من هذه الصفحة`,
  notCalledFromPages: (number) => `لا يُتصل بـ \u2066${number}\u2069 من صفحة`,
  callThisNumber: 'الاتصال بهذا الرقم؟',
  callThisNumberWhy: 'الصفحة هي التي تبدأ هذه المكالمة، ونصها لا يعرض هذا الرقم. قد تكون المكالمة مكلفة.',
  serviceCode: 'لا يُتصل بهذا الرمز من صفحة',
  serviceCodeWhy: 'رمز الخدمة قد يغيّر إعدادات خطك، مثل وجهة مكالماتك. اطلبه من لوحة الأرقام إذا أردت ذلك.',
  framedPhone: 'الهاتف',
};
