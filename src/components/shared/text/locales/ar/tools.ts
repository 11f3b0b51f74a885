/** العربية: Arabic, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import { fromRightToLeft } from '../from-right-to-left.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure, ToolWords } from '../translation.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: 'الميكروفون',
  speaker: 'السماعة',
  ringer: 'السماعة',
  camera: 'الكاميرا',
};

const testOf = { microphone: 'اختبار الميكروفون', speaker: 'اختبار السماعة', ringer: 'اختبار الرنين' } as const;

const rows: Record<CheckRow, string> = {
  account: 'الحساب',
  server: 'الخادم',
  microphone: 'الميكروفون',
  relay: 'المُرحِّل',
  notifications: 'الإشعارات',
};

const checks: Record<CheckWord, string> = {
  ready: 'تم تسجيل الدخول',
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
  'echo-works': 'صوتك يعود إليك',
  'echo-fails': 'لم يعد أي صوت',
  checking: 'جارٍ التحقق…',
  unsupported: 'غير متاح في هذا المتصفح',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: 'الميكروفون',
  speaker: 'السماعة',
  ringer: 'الرنين على',
  camera: 'الكاميرا',
};

const figures: Record<QualityFigure, string> = {
  codec: 'الترميز',
  path: 'المسار',
  roundTrip: 'التأخير ذهابًا وإيابًا',
  jitter: 'التذبذب',
  lossIn: 'المفقود في الطريق إلينا',
  lossOut: 'المفقود في الطريق إليهم',
  mos: 'الجودة (من 1 إلى 4.5)',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: 'اضغط العلامة المحددة في شريط العنوان.\nشغّل الميكروفون.',
  firefox: 'اضغط الميكروفون المشطوب في شريط العنوان.\nأزل الحظر بجانب الميكروفون.',
  safari: 'افتح إعدادات هذا الموقع من شريط العنوان.\nاضبط الميكروفون على السماح.',
  other: 'افتح إعدادات هذا الموقع في متصفحك.\nاسمح باستخدام الميكروفون.',
};

const tools: ToolWords = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: 'صوتك مكتوم.',
  recordingLost: 'بدأ التسجيل من جديد: فُقد ما سُجِّل قبل تحميل الصفحة.',
  recordingStopped: 'توقف التسجيل عند تحميل الصفحة، وفُقد ما سُجِّل.',
  noAudioPath: 'لا يصل أي صوت.',
  connectOthers: 'اتركهما يتحدثان',
  weakLocal: '*اتصالك* ضعيف: قد لا يسمعك الآخرون.',
  weakRemote: 'الصوت من *جهتهم* رديء.',
  weakSomewhere: 'الاتصال ضعيف.',
  moveCloser: 'اقترب من الموجّه أو أوقف الواي فاي.',
  noMicrophoneAudio: (device) => (device ? `لا نسمع شيئًا من «${device}».` : 'لا نسمع شيئًا من الميكروفون.'),
  changeMicrophone: 'تغيير الميكروفون',
  deviceLost: (lost, now) => (now ? `فُصل ${lost}. يُستخدم الآن ${now}.` : `فُصل ${lost}.`),
  deviceBack: (now) => `عاد استخدام ${now}.`,
  endCall: 'إنهاء المكالمة',
  recordingReady: 'التسجيل جاهز.',
  saveRecording: 'حفظ التسجيل',
  qualityFigure: (figure) => figures[figure],
  networkPath: (path) => (path === 'relay' ? 'عبر مُرحِّل' : 'مباشر'),
  microphoneSteps: (browser) => microphoneSteps[browser],
  deviceUse: (use) => deviceUse[use],
  playing: 'جارٍ التشغيل…',

  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'افتراضي النظام',
  notConnected: 'غير موصول',
  browserChoosesOutput: 'يختار هذا المتصفح بنفسه مخرج الصوت.',
  deviceRefused: 'لا يمكن استخدام هذا الجهاز الآن.',
  volume: (use) => (use === 'ringer' ? 'مستوى الرنين' : 'مستوى الصوت'),
  levelOut: 'مستوى الميكروفون',
  levelIn: 'مستوى ما تسمعه',
  test: 'اختبار',
  testOf: (use) => testOf[use],
  speakNow: (seconds) => `تحدث الآن… ${seconds}`,
  testFailed: 'تعذّر إجراء الاختبار.',
  reduceNoise: 'تقليل الضجيج',
  removeEcho: 'إزالة الصدى',
  adjustLevel: 'ضبط مستوى صوت الميكروفون',
  ringtone: 'نغمة الرنين',
  silent: 'صامت',
  echoTest: 'اختبار الصدى',
  callersHearBusy: 'يُبلَّغ المتصلون بأنك مشغول',
  connectionCheck: 'فحص الاتصال',
  connectionCheckOf: 'الحساب والخادم والميكروفون والمُرحِّل',

  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'جيد',
  warning: 'تحذير',
  fault: 'عطل',
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
  previousMessage: 'الرسالة السابقة',
  nextMessage: 'الرسالة التالية',
  copyAll: 'نسخ الكل',
  download: 'تنزيل',
  pause: 'إيقاف مؤقت',
  continueTrace: 'متابعة',
};

export default fromRightToLeft(tools);
