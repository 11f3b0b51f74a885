/** 简体中文: Chinese, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { CheckRow, CheckWord, ToolWords } from '../translation.js';

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
  checking: '正在检查…',
  unsupported: '此浏览器不支持',
};

const tools: ToolWords = {
  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: '系统默认',
  notConnected: (label) => `${label}（未连接）`,
  chosenDevice: '所选设备',
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
  copyAll: '全部复制',
  download: '下载',
  pause: '暂停',
  continueTrace: '继续',
};

export default tools;
