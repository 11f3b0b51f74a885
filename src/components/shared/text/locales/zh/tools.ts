/** 简体中文: Chinese, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure, ToolWords } from '../translation.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: '麦克风',
  speaker: '扬声器',
  ringer: '扬声器',
  camera: '摄像头',
};

const testOf = { microphone: '测试麦克风', speaker: '测试扬声器', ringer: '测试铃声' } as const;

const rows: Record<CheckRow, string> = {
  account: '账户',
  server: '服务器',
  microphone: '麦克风',
  relay: '中继服务器',
  notifications: '通知',
};

const checks: Record<CheckWord, string> = {
  ready: '已登录',
  offline: '正在等待连接',
  refused: '登录被拒绝：请检查用户名和密码',
  unconfigured: '未设置',
  elsewhere: '正在其他标签页中使用',
  stopped: '已退出登录',
  connected: '已连接',
  'not-connected': '无法连接',
  idle: '未连接',
  granted: '可以使用',
  ask: '尚未允许',
  denied: '已被此网站的设置阻止',
  missing: '未找到',
  insecure: '此页面必须使用 https',
  frame: '此框架不能使用',
  policy: '此网站不允许使用',
  'in-use': '其他程序正在使用',
  'no-relay': '未设置：在限制严格的网络中可能无法通话',
  'relay-works': '正常',
  'relay-fails': '无法连接：在限制严格的网络中可能无法通话',
  'echo-works': '能听到返回的声音',
  'echo-fails': '没有声音返回',
  checking: '正在检查…',
  unsupported: '此浏览器不支持',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: '麦克风',
  speaker: '扬声器',
  ringer: '响铃设备',
  camera: '摄像头',
};

const figures: Record<QualityFigure, string> = {
  codec: '编解码器',
  path: '路径',
  roundTrip: '往返时间',
  jitter: '抖动',
  lossIn: '丢包率（接收）',
  lossOut: '丢包率（发送）',
  mos: '质量（1 至 4.5）',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: '点按地址栏中标出的图标。\n打开“麦克风”。',
  firefox: '点按地址栏中带斜线的麦克风图标。\n取消“麦克风”旁的阻止。',
  safari: '在地址栏中打开此网站的设置。\n将“麦克风”设为“允许”。',
  other: '在浏览器中打开此网站的设置。\n允许使用麦克风。',
};

const tools: ToolWords = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: '你已静音。',
  recordingLost: '录音已重新开始：页面加载之前的录音已丢失。',
  recordingStopped: '页面加载时录音已停止，已录制的内容已丢失。',
  noAudioPath: '声音无法传输。',
  connectOthers: '接通其他两人并离开',
  weakLocal: '*你*的连接较弱，其他人可能听不到你的声音。',
  weakRemote: '*对方*的音质不佳。',
  weakSomewhere: '连接较弱。',
  moveCloser: '请靠近路由器，或关闭 Wi-Fi。',
  noMicrophoneAudio: (device) => (device ? `“${device}”没有声音输入。` : '麦克风没有声音输入。'),
  changeMicrophone: '更换麦克风',
  deviceLost: (lost, now) => (now ? `${lost} 已拔出，现在使用 ${now}。` : `${lost} 已拔出。`),
  deviceBack: (now) => `已恢复使用 ${now}。`,
  endCall: '结束通话',
  recordingReady: '录音已就绪。',
  saveRecording: '保存录音',
  qualityFigure: (figure) => figures[figure],
  networkPath: (path) => (path === 'relay' ? '通过中继服务器' : '直连'),
  microphoneSteps: (browser) => microphoneSteps[browser],
  deviceUse: (use) => deviceUse[use],
  playing: '正在播放…',

  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: '系统默认',
  notConnected: '未连接',
  browserChoosesOutput: '声音输出设备由此浏览器选择。',
  deviceRefused: '此设备目前无法使用。',
  volume: (use) => (use === 'ringer' ? '铃声音量' : '音量'),
  levelOut: '麦克风输入电平',
  levelIn: '接收声音电平',
  test: '测试',
  testOf: (use) => testOf[use],
  speakNow: (seconds) => `请讲话… ${seconds}`,
  testFailed: '无法进行测试。',
  reduceNoise: '降低噪音',
  removeEcho: '消除回声',
  adjustLevel: '自动调节麦克风音量',
  ringtone: '铃声',
  silent: '静音',
  echoTest: '回声测试',
  callersHearBusy: '来电者会收到忙线提示',
  connectionCheck: '连接检查',
  connectionCheckOf: '账户、服务器、麦克风、中继服务器',

  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: '良好',
  warning: '警告',
  fault: '故障',
  report: '报告',
  copyReport: '复制报告',
  copied: '已复制',
  cannotCopy: '此浏览器不允许页面复制内容，请改为手动选择文本。',
  allowMicrophone: '允许使用麦克风',
  allowNotifications: '允许通知',

  trace: 'SIP 消息',
  traceMessages: (count) => `${count} 条消息`,
  noTraceYet: '暂无消息',
  thisPhone: '电话',
  theServer: '服务器',
  others: '其他',
  copyMessage: '复制消息',
  previousMessage: '上一条消息',
  nextMessage: '下一条消息',
  copyAll: '全部复制',
  download: '下载',
  pause: '暂停',
  continueTrace: '继续',
};

export default tools;
